package org.espalier.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.espalier.report.Table;
import org.espalier.trees.Growth;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeFamily;
import org.espalier.trees.TreeSampler;
import org.espalier.trees.TreeSymmetry;
import org.espalier.trees.draw.Poster;
import org.espalier.trees.draw.TreeDot;
import org.espalier.trees.draw.TreeLatex;
import org.espalier.trees.draw.TreeSvg;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier trees}: lists, counts and draws rooted trees and how they grow. */
@Command(
        name = "trees",
        description = "Lists, counts and draws rooted trees and how they grow.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier trees --order 5",
            "  espalier trees --order 20 --count",
            "  espalier trees --order 6 --growth --as svg > growth.svg",
            "  espalier trees --order 3 --types 2 --as json"
        })
final class TreesCommand implements Callable<Integer> {
    private static final int CHUNK = 2000;
    private static final int LARGEST_ORDER = 3000;

    enum Form {
        UNICODE,
        BRACKETS,
        LEVELS,
        LATEX,
        SVG,
        DOT,
        JSON
    }

    @Spec
    private CommandSpec command;

    @Option(names = "--order", required = true, paramLabel = "N", description = "number of vertices")
    private int order;

    @Option(names = "--up-to", description = "include all smaller orders")
    private boolean upTo;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "unicode",
            description = "one of ${COMPLETION-CANDIDATES} in any case (default: ${DEFAULT-VALUE})")
    private Form form;

    @Option(names = "--count", description = "print only how many there are, without listing them")
    private boolean count;

    @Option(names = "--growth", description = "print how the trees up to that order grow leaf by leaf")
    private boolean growth;

    @Option(names = "--types", paramLabel = "K", defaultValue = "1", description = "vertex types 0..K-1 (default: 1)")
    private int types;

    @Option(names = "--powers", paramLabel = "P", defaultValue = "1", description = "edge powers 1..P (default: 1)")
    private int powers;

    @Option(names = "--height", paramLabel = "H", description = "trees of at most that height")
    private Integer height;

    @Option(names = "--degree", paramLabel = "D", description = "trees with at most that many children at a vertex")
    private Integer degree;

    @Option(
            names = "--random",
            paramLabel = "M",
            description = "draw that many trees at random, each one equally likely")
    private Integer random;

    @Mixin
    private Options.Seed seed;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        check();
        TreeFamily family = family();
        if (count) {
            count(family, out);
        } else if (growth) {
            growth(GrowthGraph.of(family, order), out);
        } else if (form == Form.SVG && random == null) {
            out.print(Poster.trees(family, upTo ? 1 : order, order));
        } else {
            list(trees(family), out);
        }
        out.flush();
        return Main.OK;
    }

    private void check() {
        if (order > LARGEST_ORDER) {
            throw new IllegalArgumentException(
                    "--order " + order + ": counting takes the third power of the order, some 15 s at"
                            + " 2000; give at most " + LARGEST_ORDER);
        }
        long modes = Stream.of(count, growth, random != null)
                .filter(chosen -> chosen)
                .count();
        if (modes > 1) {
            throw new IllegalArgumentException("--count, --growth and --random exclude each other: choose one");
        }
        if (count && form != Form.UNICODE && form != Form.JSON) {
            throw new IllegalArgumentException("--count prints numbers: --as "
                    + form.name().toLowerCase() + " does not apply, leave it out or use json");
        }
        if (random != null && (upTo || random < 1)) {
            throw new IllegalArgumentException(
                    "--random " + random + ": give a positive number of trees of one order, without --up-to");
        }
    }

    private TreeFamily family() {
        TreeFamily family = TreeFamily.plain().withTypes(types).withPowersUpTo(powers);
        family = height == null ? family : family.withHeightUpTo(height);
        return degree == null ? family : family.withDegreeUpTo(degree);
    }

    private Stream<RootedTree> trees(TreeFamily family) {
        if (random != null) {
            UniformRandomProvider source =
                    RandomSource.XO_SHI_RO_256_PP.create(seed.seed().orElse(1L));
            TreeSampler sampler = TreeSampler.of(family, order);
            return Stream.generate(() -> sampler.sample(source)).limit(random);
        }
        return upTo ? family.upTo(order) : family.ofOrder(order);
    }

    private void count(TreeFamily family, PrintWriter out) {
        if (!upTo && form == Form.UNICODE) {
            out.println(family.count(order));
            return;
        }
        family.count(order);
        Table.Builder rows = Table.columns("order", "trees");
        for (int n = upTo ? 1 : order; n <= order; n++) {
            rows.row(n, family.count(n));
        }
        rows.table().print(out, form == Form.JSON ? Table.Format.JSON : Table.Format.TEXT);
    }

    /** Writes trees as they come, some thousands at a time, and stops when nobody reads any more. */
    private void list(Stream<RootedTree> trees, PrintWriter out) throws IOException {
        Iterator<RootedTree> all = trees.iterator();
        try (SequenceWriter json = form == Form.JSON ? json(out) : null) {
            while (all.hasNext() && !out.checkError()) {
                List<RootedTree> some = new ArrayList<>();
                while (all.hasNext() && some.size() < CHUNK) {
                    some.add(all.next());
                }
                switch (form) {
                    case UNICODE -> out.print(TreeText.draw(some, width()));
                    case BRACKETS -> some.forEach(tree -> out.println(tree.brackets()));
                    case LEVELS -> some.forEach(tree -> out.println(levels(tree)));
                    case LATEX ->
                        out.print(TreeLatex.document(
                                some.stream().map(TreeLatex::tikz).toList()));
                    case DOT -> some.forEach(tree -> out.print(TreeDot.tree(tree)));
                    case SVG -> some.forEach(tree -> out.print(TreeSvg.draw(tree)));
                    case JSON -> {
                        for (RootedTree tree : some) {
                            json.write(facts(tree));
                        }
                    }
                }
            }
        }
        if (form == Form.JSON) {
            out.println();
        }
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : 100;
    }

    private static SequenceWriter json(PrintWriter out) throws IOException {
        return new ObjectMapper()
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .writerWithDefaultPrettyPrinter()
                .writeValuesAsArray(out);
    }

    private static Map<String, Object> facts(RootedTree tree) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("brackets", tree.brackets());
        facts.put("order", tree.order());
        facts.put("height", tree.height());
        facts.put("levels", tree.levels());
        facts.put("parents", tree.parents());
        if (!tree.isPlain()) {
            int[] vertices = new int[tree.order()];
            Arrays.setAll(vertices, v -> v);
            facts.put("types", Arrays.stream(vertices).map(tree::type).toArray());
            facts.put("powers", Arrays.stream(vertices).map(tree::power).toArray());
        }
        facts.put("symmetry", TreeSymmetry.symmetry(tree));
        facts.put("treeFactorial", TreeSymmetry.treeFactorial(tree));
        facts.put("increasingLabellings", TreeSymmetry.increasingLabellings(tree));
        return facts;
    }

    private static String levels(RootedTree tree) {
        String levels = TreeText.levels(tree);
        return tree.isPlain() ? levels : levels + "\t" + tree.brackets();
    }

    private void growth(GrowthGraph graph, PrintWriter out) throws IOException {
        switch (form) {
            case SVG -> out.print(Poster.growth(graph));
            case DOT -> out.print(TreeDot.growth(graph));
            case LATEX -> out.print(TreeLatex.document(List.of(TreeLatex.growth(graph))));
            case JSON -> {
                List<Object> growths = new ArrayList<>();
                for (Growth edge : graph.graph().edgeSet()) {
                    Map<String, Object> facts = new LinkedHashMap<>();
                    facts.put("from", edge.from().brackets());
                    facts.put("to", edge.to().brackets());
                    facts.put("multiplicity", edge.multiplicity());
                    growths.add(facts);
                }
                try (SequenceWriter json = json(out)) {
                    json.writeAll(growths);
                }
                out.println();
            }
            case LEVELS, UNICODE, BRACKETS -> {
                for (Growth edge : graph.graph().edgeSet()) {
                    boolean levels = form == Form.LEVELS;
                    out.println((levels ? levels(edge.from()) : edge.from().brackets()) + " → "
                            + (levels ? levels(edge.to()) : edge.to().brackets())
                            + (edge.multiplicity() == 1 ? "" : " ×" + edge.multiplicity()));
                }
            }
        }
    }
}
