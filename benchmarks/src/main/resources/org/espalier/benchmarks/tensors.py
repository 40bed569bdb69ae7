# Seconds of numpy.tensordot of a 16 x 16 matrix with each axis of a tensor 16^5, best of some runs.
import sys
import time

import numpy

random = numpy.random.default_rng(1)
tensor = random.standard_normal((16,) * 5)
matrix = random.standard_normal((16, 16))
print("version", numpy.__version__)
for axis in range(5):
    best = float("inf")
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        numpy.tensordot(matrix, tensor, axes=(1, axis))
        best = min(best, time.perf_counter() - start)
    print(axis, best)
