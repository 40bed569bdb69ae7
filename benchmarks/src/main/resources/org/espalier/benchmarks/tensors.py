# Seconds of numpy.tensordot of a 16 x 16 matrix with each axis of a tensor 16^5, best of some runs: alone, which leaves the
# product with its axes moved, and with the axis brought back to its place in memory, as the next axis needs it.
import sys
import time

import numpy

random = numpy.random.default_rng(1)
tensor = random.standard_normal((16,) * 5)
matrix = random.standard_normal((16, 16))
print("version", numpy.__version__)


def best(work):
    least = float("inf")
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        work()
        least = min(least, time.perf_counter() - start)
    return least


for axis in range(5):
    moved = lambda: numpy.tensordot(matrix, tensor, axes=(1, axis))
    print(axis, best(moved), best(lambda: numpy.ascontiguousarray(numpy.moveaxis(moved(), 0, axis))))
