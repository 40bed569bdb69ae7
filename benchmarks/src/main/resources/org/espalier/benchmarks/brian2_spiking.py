"""The escape-rate network in Brian2, timed: python3 brian2_spiking.py FOLDER STEPS STEP NOISE MIDPOINT TARGET.

FOLDER holds pre.i32, post.i32, weight.f64 (one entry an edge) and size.txt. TARGET is cython or cpp. Prints one line
"seconds spikes compile_seconds": the simulation loop alone, without building, compiling or loading.
"""
import shutil
import sys
import tempfile
import time

import numpy as np
from brian2 import (
    Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, device, ms, prefs, run, second, seed, set_device)

folder, steps, step, noise, midpoint, target = sys.argv[1:7]
steps, step, noise, midpoint = int(steps), float(step), float(noise), float(midpoint)
size = int(open(folder + "/size.txt").read())
pre = np.fromfile(folder + "/pre.i32", dtype=np.int32)
post = np.fromfile(folder + "/post.i32", dtype=np.int32)
weight = np.fromfile(folder + "/weight.f64", dtype=np.float64)

if target == "cpp":
    set_device("cpp_standalone", build_on_run=False)
else:
    prefs.codegen.target = "cython"
unit = 20 * ms
defaultclock.dt = step * unit
tau = unit
namespace = {"tau": tau, "midpoint": midpoint, "noise": noise}
drift = "dv/dt = (1 - v)/tau" + (" + noise*sqrt(1/tau)*xi : 1" if noise > 0 else " : 1")
group = NeuronGroup(
    size,
    drift,
    threshold="rand() < 4/(1 + exp(-(v - midpoint)/0.2))*dt/tau",
    reset="v = 0",
    method="euler" if noise > 0 else "exact",
    namespace=namespace)
group.v = 0.3 + 0.3 * np.random.default_rng(1).standard_normal(size)
synapses = Synapses(group, group, "w : 1", on_pre="v_post += w")
synapses.connect(i=pre, j=post)
synapses.w = weight
monitor = SpikeMonitor(group, record=False)
seed(1)
duration = steps * step * unit
if target == "cpp":
    begin = time.time()
    run(duration)
    build = tempfile.mkdtemp()
    device.build(directory=build, compile=True, run=False, debug=False)
    compiled = time.time() - begin
    device.run(build, with_output=False, run_args=[])
    seconds = device._last_run_time
    spikes = monitor.num_spikes
    shutil.rmtree(build)
else:
    network = Network(group, synapses, monitor)
    begin = time.time()
    network.run(2 * step * unit)
    compiled = time.time() - begin
    before = monitor.num_spikes
    begin = time.time()
    network.run(duration)
    seconds = time.time() - begin
    spikes = monitor.num_spikes - before
print(seconds, spikes, compiled)
