"""The same product and the same tree densities in SciPy: one CSR product for each distinct subtree, memoised.

usage: densities.py FOLDER REPEATS
FOLDER holds starts.bin, columns.bin (int32), weights.bin (float64) and trees.txt: one tree a line, its order and the
line numbers of its subtrees. Prints seconds, then the densities.
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import scipy
from scipy.sparse import csr_matrix

folder, repeats = sys.argv[1], int(sys.argv[2])
load = lambda name, kind: np.fromfile(os.path.join(folder, name), dtype=kind)
starts, columns, weights = load("starts.bin", "<i4"), load("columns.bin", "<i4"), load("weights.bin", "<f8")
n = len(starts) - 1
w = csr_matrix((weights, columns, starts), shape=(n, n))
trees = [[int(field) for field in line.split()] for line in open(os.path.join(folder, "trees.txt"))]
order = max(tree[0] for tree in trees)


def best(action, repeats):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


def densities():
    products, values = [], []
    for tree in trees:
        x = np.ones(n)
        for child in tree[1:]:
            x = x * products[child]
        values.append(x.mean())
        products.append(w @ x if tree[0] < order else None)
    return values


x = np.random.default_rng(1).random(n)
w @ x
print("version", scipy.__version__)
print("product", best(lambda: w @ x, 10 * repeats))
print("densities", best(densities, max(3, repeats // 3)))
for value in densities():
    print("value", repr(float(value)))
