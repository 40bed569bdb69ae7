package org.espalier.model.network;

record MeasuredProfile(
        int size,
        int edges,
        double synapses,
        int negativeEdges,
        double largestWeight,
        Distribution rowSums,
        Distribution columnSums,
        Distribution absoluteRowSums,
        Distribution absoluteColumnSums,
        Distribution inDegrees,
        Distribution outDegrees,
        double reciprocity,
        Components components)
        implements NetworkProfile {}
