package org.espalier.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A picture of curves over one pair of axes. */
public final class Plot {
    /** How a line is drawn. */
    public enum Stroke {
        /** Without gaps. */
        SOLID,
        /** Long dashes. */
        DASHED,
        /** Dots. */
        DOTTED
    }

    /** What is drawn of a layer. */
    enum Kind {
        LINE,
        BAND,
        POINTS,
        STEPS,
        MAP
    }

    /**
     * One series. BAND: y is the lower, z the upper edge. POINTS: z is the half length of the error bars or empty. MAP: x and y are the
     * edges of cells, z their values, the ordinate running fastest.
     */
    record Layer(Kind kind, String name, double[] x, double[] y, double[] z, Hue hue, Stroke stroke) {}

    /** An axis: name, unit, scale, and its ends where they are given. */
    record Axis(String name, String unit, boolean logarithmic, OptionalDouble low, OptionalDouble high) {
        private static final Axis PLAIN = new Axis("", "", false, OptionalDouble.empty(), OptionalDouble.empty());

        String title() {
            return unit.isEmpty() ? name : name + " (" + unit + ")";
        }

        Axis named(String newName, String newUnit) {
            return new Axis(newName, newUnit, logarithmic, low, high);
        }

        Axis log() {
            return new Axis(name, unit, true, low, high);
        }

        Axis between(double newLow, double newHigh) {
            if (!(newLow < newHigh) || Double.isInfinite(newHigh - newLow)) {
                throw new IllegalArgumentException(
                        "plot: range [" + newLow + ", " + newHigh + "] must be finite and not empty");
            }
            return new Axis(name, unit, logarithmic, OptionalDouble.of(newLow), OptionalDouble.of(newHigh));
        }
    }

    private final String title;
    private final String description;
    private Axis x = Axis.PLAIN;
    private Axis y = Axis.PLAIN;
    private List<Layer> layers = List.of();
    private int width = 480;
    private int height = 320;

    private Plot(String title, String description) {
        this.title = Objects.requireNonNull(title, "title");
        this.description = Objects.requireNonNull(description, "description");
    }

    /** A copy with something changed. */
    private Plot with(Consumer<Plot> change) {
        Plot copy = new Plot(title, description);
        copy.x = x;
        copy.y = y;
        copy.layers = layers;
        copy.width = width;
        copy.height = height;
        change.accept(copy);
        return copy;
    }

    /**
     * Starts a picture of 480 by 320 points.
     *
     * @param description what a reader who cannot see it should know
     * @return a picture without curves
     */
    public static Plot of(String title, String description) {
        return new Plot(title, description);
    }

    /** Names the horizontal axis: a quantity and its unit, empty if it has none. */
    public Plot x(String name, String unit) {
        return with(copy -> copy.x = x.named(name, unit));
    }

    /** Names the vertical axis: a quantity and its unit, empty if it has none. */
    public Plot y(String name, String unit) {
        return with(copy -> copy.y = y.named(name, unit));
    }

    /** Makes the horizontal axis logarithmic; what is not positive is left out. */
    public Plot logX() {
        return with(copy -> copy.x = x.log());
    }

    /** Makes the vertical axis logarithmic; what is not positive is left out. */
    public Plot logY() {
        return with(copy -> copy.y = y.log());
    }

    /** Sets the ends of the horizontal axis. */
    public Plot rangeX(double low, double high) {
        return with(copy -> copy.x = x.between(low, high));
    }

    /** Sets the ends of the vertical axis. Curves that leave it are cut there. */
    public Plot rangeY(double low, double high) {
        return with(copy -> copy.y = y.between(low, high));
    }

    /** Sets width and height in points; at this width text has its nominal size. */
    public Plot size(int newWidth, int newHeight) {
        return with(copy -> {
            copy.width = newWidth;
            copy.height = newHeight;
        });
    }

    /** Adds a curve without gaps in its line. */
    public Plot line(String name, double[] xs, double[] ys, Hue hue) {
        return line(name, xs, ys, hue, Stroke.SOLID);
    }

    /**
     * Adds a curve.
     *
     * @param name its name in the legend, and at its end where there is room
     * @param xs abscissas
     * @param ys ordinates; a value that is not finite leaves a gap
     * @param hue colour
     * @param stroke how it is drawn
     */
    public Plot line(String name, double[] xs, double[] ys, Hue hue, Stroke stroke) {
        return with(new Layer(Kind.LINE, name, xs.clone(), ys.clone(), new double[0], hue, stroke));
    }

    /** Adds the band between two curves: an interval for each abscissa. */
    public Plot band(String name, double[] xs, double[] low, double[] high, Hue hue) {
        return with(new Layer(Kind.BAND, name, xs.clone(), low.clone(), high.clone(), hue, Stroke.SOLID));
    }

    /** Adds points. */
    public Plot points(String name, double[] xs, double[] ys, Hue hue) {
        return points(name, xs, ys, new double[0], hue);
    }

    /** Adds points with error bars, half of whose lengths are given. */
    public Plot points(String name, double[] xs, double[] ys, double[] half, Hue hue) {
        return with(new Layer(Kind.POINTS, name, xs.clone(), ys.clone(), half.clone(), hue, Stroke.SOLID));
    }

    /** Adds a histogram: edges of bins, and one height a bin. */
    public Plot histogram(String name, double[] edges, double[] heights, Hue hue) {
        return with(new Layer(Kind.STEPS, name, edges.clone(), heights.clone(), new double[0], hue, Stroke.SOLID));
    }

    /**
     * Adds a map: cells between edges along both axes, the darker the larger their value; one whose value is not known is crossed out.
     *
     * @param name what the values are
     * @param xs edges of the columns, one more than columns
     * @param ys edges of the rows, one more than rows
     * @param values one a cell, the row running fastest
     */
    public Plot map(String name, double[] xs, double[] ys, double[] values, Hue hue) {
        if (xs.length < 2 || ys.length < 2 || values.length != (xs.length - 1) * (ys.length - 1)) {
            throw new IllegalArgumentException("plot: '" + name + "' has " + values.length + " cells between "
                    + xs.length + " and " + ys.length + " edges");
        }
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Layer(Kind.MAP, name, xs.clone(), ys.clone(), values.clone(), hue, Stroke.SOLID));
        return with(copy -> copy.layers = List.copyOf(more));
    }

    private Plot with(Layer layer) {
        int points = layer.kind == Kind.STEPS ? layer.x.length - 1 : layer.x.length;
        if (layer.y.length != points || layer.z.length != 0 && layer.z.length != points) {
            throw new IllegalArgumentException("plot: '" + layer.name + "' has " + layer.x.length
                    + (layer.kind == Kind.STEPS ? " edges, one more than bins is needed, and " : " abscissas and ")
                    + layer.y.length + (layer.kind == Kind.STEPS ? " bins" : " ordinates"));
        }
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return with(copy -> copy.layers = List.copyOf(more));
    }

    /** {@return the title} */
    public String title() {
        return title;
    }

    /** {@return the description, what a reader who cannot see the picture should know} */
    public String description() {
        return description;
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    List<Layer> layers() {
        return layers;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * {@return the picture as SVG for a page, an {@code svg} element without legend: {@link Legend} gives one that wraps}
     *
     * @param id distinguishes the pictures of a page: letters, digits and hyphens
     */
    public String svg(String id) {
        return Svg.inPage(this, id);
    }

    /** {@return the picture as an SVG file, with its title and legend} */
    public String svg() {
        return Svg.alone(this);
    }
}
