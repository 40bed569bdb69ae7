"""Writes small random networks by NumPy, SciPy and NetworkX, in every format and option they have, and what is in them.

Usage: corpus.py FOLDER COUNT SEED

expected.tsv has a line for each file: its name, whether a refusal is right as well, the settings that the file leaves open
(key=value, separated by blanks), the names of the neurons, and the edges source, target, weight; JSON in the last two columns.
Self-loops are left out, repeated pairs are added up, and an edge without direction stands for two.
"""
import json
import os
import random
import sys

import networkx as nx
import numpy as np
import scipy.io
import scipy.sparse as sp

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)
WORDS = ["ADAL", "AVAR", "I1L", "Ünïcode", "数", "R8-y", "n'1", "vb10", "PLML", "x_y", "DB.3", "KCg"]


def weight(kind):
    if kind == "int":
        return rng.randint(1, 40)
    if kind == "signed":
        return rng.choice([-1, 1]) * rng.randint(1, 40)
    if kind == "tiny":
        return rng.random() * 10.0 ** rng.randint(-30, -3)
    if kind == "huge":
        return float(rng.randint(1, 9)) * 10.0 ** rng.randint(10, 200)
    return rng.choice([0.5, 0.1, 2.25, -1.5, 1e-3, rng.random(), 1.0])


def names(n):
    kind = rng.choice(["ints", "words", "large", "ones"])
    if kind == "ints":
        return list(range(n))
    if kind == "ones":
        return list(range(1, n + 1))
    if kind == "large":
        return [720575940600000001 + 7919 * k for k in range(n)]
    return rng.sample(WORDS, n)


def graph(cls=None, words=None, weighted=True, n=None, loops=True):
    """A random graph with edges, of a random class."""
    cls = cls or rng.choice([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
    n = n or rng.randint(2, 9)
    nodes = words(n) if words else names(n)
    g = cls()
    g.add_nodes_from(nodes)
    kind = rng.choice(["int", "int", "signed", "float", "tiny", "huge"])
    for _ in range(rng.randint(n, 3 * n)):
        u, v = rng.choice(nodes), rng.choice(nodes)
        if u == v and (not loops or rng.random() < 0.7):
            continue
        if weighted:
            g.add_edge(u, v, weight=weight(kind))
        else:
            g.add_edge(u, v)
    if all(u == v for u, v in g.edges()):
        g.add_edge(nodes[0], nodes[1], **({"weight": 3} if weighted else {}))
    return g


def ints(n):
    return list(range(n))


def expected(g, keep_isolated=True, one_way=False, name=str):
    """Names and edges as a reader is to see them."""
    total = {}
    for u, v, w in g.edges(data="weight", default=1):
        if u != v:
            pairs = [(u, v)] if g.is_directed() or one_way else [(u, v), (v, u)]
            for pair in pairs:
                total[pair] = total.get(pair, 0) + w
    nodes = list(g.nodes()) if keep_isolated else sorted({u for e in g.edges() for u in e[:2]}, key=str)
    return [name(u) for u in nodes], [[name(u), name(v), float(w)] for (u, v), w in total.items()]


def matrix(square=None, signed=True, symmetric=0):
    n = square or rng.randint(2, 8)
    kind = rng.choice(["int", "signed" if signed else "int", "float" if signed else "int"])
    a = np.zeros((n, n))
    for _ in range(rng.randint(n, 3 * n)):
        i, j = rng.randrange(n), rng.randrange(n)
        if i != j or (symmetric >= 0 and rng.random() < 0.2):
            a[i, j] = weight(kind)
    if symmetric > 0:
        a = a + a.T
    if symmetric < 0:
        a = a - a.T
    if not (a - np.diag(np.diag(a))).any():
        a[0, 1] = 2
        if symmetric:
            a[1, 0] = 2 * symmetric
    return a


def of_matrix(a, rows, labels=None):
    n = len(a)
    labels = labels or [str(k) for k in range(n)]
    edges = []
    for i in range(n):
        for j in range(n):
            if a[i, j] != 0 and i != j:
                edges.append([labels[i], labels[j], float(a[i, j])] if rows else [labels[j], labels[i], float(a[i, j])])
    return labels, edges


def side():
    rows = rng.random() < 0.5
    return rows, {"presynaptic": "rows"} if rows else {}


# Each writer: path without ending -> (ending, may be refused, settings, names, edges)

def text_matrix(path):
    a = matrix()
    rows, options = side()
    delimiter = rng.choice([" ", ",", "\t", ";"])
    whole = (a == np.round(a)).all()
    fmt = rng.choice(["%.18e", "%r" if False else "%.17g"] + (["%d"] if whole else []))
    np.savetxt(path + ".txt", a, delimiter=delimiter, fmt=fmt, header=rng.choice(["", "made by numpy"]))
    return (".txt", len(a) < 4, options, *of_matrix(a, rows))


def labelled_matrix(path):
    n = rng.randint(2, 8)
    a = matrix(square=n)
    labels = [str(u) for u in rng.choice([rng.sample(WORDS, n), list(range(10, 10 + n))])]
    rows, options = side()
    delimiter = rng.choice([",", "\t", ";"])
    with open(path + ".csv", "w") as f:
        f.write(rng.choice(["", "id", "name"]) + delimiter + delimiter.join(labels) + "\n")
        for label, row in zip(labels, a):
            f.write(delimiter.join([label] + [repr(float(w)) for w in row]) + "\n")
    return (".csv", False, options, *of_matrix(a, rows, labels))


DTYPES = ["f8", "f4", "i8", "i4", "i2", "i1", ">f8", ">i4", "f2", "u1", "u2", "u4", "u8", "?"]


def typed(a, dtype):
    b = a.astype(dtype)
    return b, b.astype("f8")


def npy(path):
    dtype = rng.choice(DTYPES)
    a, exact = typed(np.round(matrix(signed="u" not in dtype)), dtype)
    if not (exact - np.diag(np.diag(exact))).any():
        exact[0, 1] = a[0, 1] = 1
    rows, options = side()
    np.save(path + ".npy", np.asfortranarray(a) if rng.random() < 0.4 else a)
    return (".npy", False, options, *of_matrix(exact, rows))


def dense_npz(path):
    a = matrix()
    rows, options = side()
    save = rng.choice([np.savez, np.savez_compressed])
    if rng.random() < 0.3:
        save(path + ".npz", W=a, other=a * 2)
        options = dict(options, weight="W")
    else:
        save(path + ".npz", **{rng.choice(["W", "arr_0", "weights"]): a})
    return (".npz", False, options, *of_matrix(a, rows))


def sparse_npz(path):
    a = matrix()
    if len(a) % 2 == 0 and rng.random() < 0.3:
        m = sp.bsr_matrix(a, blocksize=(2, 2))
    else:
        m = rng.choice([sp.csr_matrix, sp.csc_matrix, sp.coo_matrix, sp.dia_matrix, sp.bsr_matrix])(a)
    if rng.random() < 0.3 and (a == np.round(a)).all():
        m = m.astype(rng.choice(["i4", "i8", "f4"]))
    rows, options = side()
    sp.save_npz(path + ".npz", m, compressed=rng.random() < 0.5)
    return (".npz", False, options, *of_matrix(a, rows))


def market(path):
    symmetric = rng.choice([0, 0, 1, -1])
    a = matrix(symmetric=symmetric)
    rows, options = side()
    field = None
    if rng.random() < 0.2 and symmetric >= 0:
        a = (a != 0).astype(float)
        field = "pattern"
    sparse = field or rng.random() < 0.6
    target = sp.coo_matrix(a) if sparse else a
    scipy.io.mmwrite(path + ".mtx", target, field=field, precision=17, comment=rng.choice(["", "by scipy"]))
    return (".mtx", False, options, *of_matrix(a, rows))


def edgelist(path):
    g = graph()
    kind = rng.choice(["dictionary", "columns", "weighted", "bare"])
    delimiter = rng.choice([" ", " ", ",", "\t", ";"])
    ending = rng.choice([".txt", ".edgelist", ".csv" if delimiter != " " else ".txt"])
    options = {} if g.is_directed() else {"direction": "undirected"}
    try:
        if kind == "dictionary":
            nx.write_edgelist(g, path + ending, delimiter=delimiter)
        elif kind == "columns":
            nx.write_edgelist(g, path + ending, delimiter=delimiter, data=["weight"])
        elif kind == "weighted":
            nx.write_weighted_edgelist(g, path + ending, delimiter=delimiter)
        else:
            nx.write_edgelist(g, path + ending, delimiter=delimiter, data=False)
            for edge in g.edges(data=True):
                edge[2].pop("weight", None)
    except nx.NetworkXException:
        return None
    few = g.number_of_edges() < 4
    words = kind == "bare" and isinstance(next(iter(g)), str)
    return (ending, few or words, options, *expected(g, keep_isolated=False))


def gml(path):
    g = graph(words=rng.choice([names, ints]))
    g = nx.relabel_nodes(g, {u: str(u) for u in g})
    nx.write_gml(g, path + ".gml")
    return (".gml", False, {}, *expected(g))


def graphml(path):
    g = graph()
    if rng.random() < 0.3:
        for u, v, d in g.edges(data=True):
            d["kind"] = rng.choice(["chem", "gap"])
    nx.write_graphml_xml(g, path + ".graphml", prettyprint=rng.random() < 0.5)
    return (".graphml", False, {}, *expected(g))


def gexf(path):
    g = graph()
    nx.write_gexf(g, path + ".gexf", version=rng.choice(["1.1draft", "1.2draft"]))
    return (".gexf", False, {}, *expected(g))


def dump(path, data):
    with open(path, "w") as f:
        json.dump(data, f, indent=rng.choice([None, 2]), ensure_ascii=rng.random() < 0.5)


def node_link(path):
    g = graph(weighted=rng.random() < 0.8)
    data = nx.node_link_data(g)
    if rng.random() < 0.5:
        data["edges"] = data.pop("links")
    dump(path + ".json", data)
    return (".json", False, {}, *expected(g))


def adjacency(path):
    g = graph()
    dump(path + ".json", nx.adjacency_data(g))
    return (".json", False, {}, *expected(g))


def cytoscape(path):
    g = graph(cls=rng.choice([nx.Graph, nx.DiGraph]))
    dump(path + rng.choice([".json"]), nx.cytoscape_data(g))
    return (".json", False, {}, *expected(g))


def graph6(path):
    g = graph(cls=nx.Graph, words=ints, weighted=False, loops=False)
    g.remove_edges_from(list(nx.selfloop_edges(g)))
    if g.number_of_edges() == 0:
        g.add_edge(0, 1)
    if rng.random() < 0.5:
        nx.write_graph6(g, path + ".g6", header=rng.random() < 0.5)
        return (".g6", False, {}, *expected(g))
    if rng.random() < 0.5:
        g = nx.MultiGraph(g)
        u, v = next(iter(g.edges()))[:2]
        g.add_edge(u, v)
    nx.write_sparse6(g, path + ".s6", header=rng.random() < 0.5)
    return (".s6", False, {}, *expected(g))


def adjlist(path):
    g = graph(cls=rng.choice([nx.Graph, nx.DiGraph]))
    write = rng.choice([nx.write_adjlist, nx.write_multiline_adjlist])
    ending = rng.choice([".txt", ".adjlist"])
    write(g, path + ending)
    return (ending, True, {}, *expected(g))


def pajek(path):
    g = graph()
    ending = rng.choice([".net", ".txt"])
    nx.write_pajek(nx.relabel_nodes(g, {u: str(u) for u in g}), path + ending)
    return (ending, True, {}, *expected(g))


def table(path):
    g = graph(cls=rng.choice([nx.DiGraph, nx.MultiDiGraph]))
    pre, post, size = rng.choice([
        ("pre", "post", "weight"), ("source", "target", "value"), ("pre_root_id", "post_root_id", "syn_count"),
        ("bodyId_pre", "bodyId_post", "weight"), ("body_pre", "body_post", "weight"), ("From", "To", "Count"),
        ("pre_pt_root_id", "post_pt_root_id", "n_syn"), ("Presynaptic_ID", "Postsynaptic_ID", "Connectivity")])
    delimiter = rng.choice([",", "\t", ";"])
    columns = [pre, post, size]
    extra = rng.random() < 0.4
    if extra:
        columns.append("type")
    order = columns[:]
    rng.shuffle(order)
    floats = rng.random() < 0.2
    with open(path + ".csv", "w", newline="") as f:
        f.write(delimiter.join(order) + rng.choice(["\n", "\r\n"]))
        for u, v, w in g.edges(data="weight"):
            u, v = [f"{x}.0" if floats and isinstance(x, int) and x < 10**6 else x for x in (u, v)]
            row = {pre: str(u), post: str(v), size: repr(w), "type": rng.choice(["chem", "gap"])}
            f.write(delimiter.join(row[c] for c in order) + "\n")
    return (".csv", False, {}, *expected(g, keep_isolated=False))


WRITERS = [text_matrix, labelled_matrix, npy, dense_npz, sparse_npz, market, edgelist, edgelist, gml, graphml, gexf,
           node_link, adjacency, cytoscape, graph6, adjlist, pajek, table]
with open(os.path.join(folder, "expected.tsv"), "w") as out:
    for k in range(count):
        writer = WRITERS[k % len(WRITERS)]
        stem = os.path.join(folder, f"{k:05d}-{writer.__name__}")
        result = writer(stem)
        if result is None:
            continue
        ending, refusable, options, nodes, edges = result
        settings = " ".join(f"{key}={value}" for key, value in options.items())
        name = os.path.basename(stem) + ending
        out.write("\t".join([name, str(refusable), settings, json.dumps(nodes), json.dumps(edges)]) + "\n")
