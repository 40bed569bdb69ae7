# The same right-hand sides in NumPy, vectorised; prints "name seconds check".
import sys
import time
import numpy as np

lines = open(sys.argv[1]).read().split("\n")
M, N = map(int, lines[0].split())
table = np.array([[float(w) for w in line.split()] for line in lines[1:4 * M + 2]])
K = table[:, 0] + 1j * table[:, 1]            # q = -2M..2M
f = (table[:, 2] + 1j * table[:, 3])[M:3 * M + 1]  # m = -M..M
X = np.array([[float(w) for w in line.split()] for line in lines[4 * M + 2:4 * M + 1002]])
W = 2 * M + 1
m = np.arange(-M, M + 1)
c1 = f
c2 = np.multiply.outer(f, f)
c3 = np.multiply.outer(c2, f)


def best(repeats, task):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        result = task()
        times.append(time.process_time() - start)
    return min(times), result


def shifted(axis, q, length):
    """target and source slices for target index m, source index m - q along an axis"""
    t = [slice(None)] * length
    s = [slice(None)] * length
    if q >= 0:
        t[axis], s[axis] = slice(q, W), slice(0, W - q)
    else:
        t[axis], s[axis] = slice(0, W + q), slice(-q, W)
    return t, s


def slices():
    out = []
    levels = [c1, c2, c3]
    for k in (1, 2, 3):
        c = levels[k - 1]
        total = np.zeros_like(c)
        for i in range(k):
            part = np.zeros_like(c)
            for q in range(-2 * M, 2 * M + 1):
                if K[q + 2 * M] == 0:
                    continue
                t, s = shifted(i, q, k)
                for j in range(k):
                    if j != i:
                        tj, sj = shifted(j, -q, k)
                        t2, s2 = list(t), list(s)
                        t2[j], s2[j] = tj[j], sj[j]
                        part[tuple(t2)] += (K[q + 2 * M] / N) * c[tuple(s2)]
                if abs(q) <= M:
                    weight = (N - k) / N * K[q + 2 * M]
                    if k < 3:
                        part[tuple(t)] += weight * levels[k][tuple(s) + (q + M,)]
                    else:
                        part[tuple(t)] += weight * c1[q + M] * c[tuple(s)]
            shape = [1] * k
            shape[i] = W
            total += -2j * np.pi * m.reshape(shape) * part
        out.append(total)
    return out


def fft():
    """pairs on a grid that keeps |m| <= M free of aliasing for kernel modes |q| <= 2M"""
    n = 81
    out = []
    levels = [c1, c2, c3]
    x = np.arange(n) / n
    q = np.arange(-2 * M, 2 * M + 1)
    kernel = np.real(np.exp(2j * np.pi * np.outer(x, q)) @ K)
    index = np.mod(m, n)
    for k in (1, 2, 3):
        c = levels[k - 1]
        total = np.zeros_like(c)
        if k > 1:
            grid = np.zeros((n,) * k, complex)
            grid[np.ix_(*([index] * k))] = c
            values = np.real(np.fft.ifftn(grid)) * n ** k
        for i in range(k):
            part = np.zeros_like(c)
            if k > 1:
                force = 0
                for j in range(k):
                    if j != i:
                        a = [1] * k
                        b = [1] * k
                        a[i] = n
                        b[j] = n
                        diff = (np.arange(n).reshape(a) - np.arange(n).reshape(b)) % n
                        force = force + kernel[diff]
                product = np.fft.fftn(force * values) / n ** k
                part += product[np.ix_(*([index] * k))] / N
            near = K[M:3 * M + 1]
            if k < 3:
                wide = np.zeros(c.shape, complex)
                for p in range(-M, M + 1):
                    t, s = shifted(i, p, k)
                    wide[tuple(t)] += near[p + M] * levels[k][tuple(s) + (p + M,)]
            else:
                field = near * c1
                wide = np.zeros(c.shape, complex)
                for p in range(-M, M + 1):
                    t, s = shifted(i, p, k)
                    wide[tuple(t)] += field[p + M] * c[tuple(s)]
            part += (N - k) / N * wide
            shape = [1] * k
            shape[i] = W
            total += -2j * np.pi * m.reshape(shape) * part
        out.append(total)
    return out


def vortices():
    x = X[:, None, 0] - X[None, :, 0]
    y = X[:, None, 1] - X[None, :, 1]
    y -= np.rint(y)
    c = np.cos(2 * np.pi * x)
    s = np.sin(2 * np.pi * x)
    grow = np.exp(2 * np.pi * y)
    first = np.zeros_like(x)
    second = -2 * np.pi * y
    for row in (-2, -1, 0, 1, 2):
        up = grow * np.exp(2 * np.pi * row)
        down = 1 / up
        below = (up + down) / 2 - c
        np.fill_diagonal(below, 1)
        first += np.pi * s / below
        second += np.pi * (up - down) / 2 / below
    tail = 4 * np.exp(-6 * np.pi) / (1 - np.exp(-2 * np.pi))
    first += np.pi * s * tail * (grow + 1 / grow) / 2
    second -= np.pi * c * tail * (grow - 1 / grow) / 2
    np.fill_diagonal(first, 0)
    np.fill_diagonal(second, 0)
    scale = 1 / (2 * np.pi * len(X))
    return np.stack([-second.sum(1) * scale, first.sum(1) * scale], 1)


t, r = best(3, slices)
print("marginals-slices", t, "%.10e" % np.sum(np.abs(r[2]) ** 2))
t, r = best(3, fft)
print("marginals-fft", t, "%.10e" % np.sum(np.abs(r[2]) ** 2))
t, r = best(5, vortices)
print("vortices", t, "%.10e" % np.sum(r ** 2))
