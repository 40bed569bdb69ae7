/**
 * A curve without its interval, an axis without its unit, five colours that a tenth of all readers cannot tell apart: what is
 * easily left out of a picture is built into these of curves, bands, points and histograms. Axes have names and units, round
 * ticks and decades where they are logarithmic; colours are those of Okabe and Ito; curves carry their names where these find room.
 *
 * <p>A {@link org.espalier.report.plot.Plot} is a value: every method returns a new one. {@link
 * org.espalier.report.plot.Plot#svg(String)} gives a picture that can stand inside a page: it scales with its width, carries
 * its description for screen readers, and takes its colours from the page's style sheet where that defines them (light and
 * dark), from the palette otherwise.
 *
 * {@snippet :
 * Plot plot = Plot.of("Population rate", "Rate against time, simulation and limit")
 *         .x("time", "20 ms").y("rate", "spikes per 20 ms")
 *         .band("simulation, 95 %", times, low, high, Hue.INK)
 *         .line("mean field", times, limit, Hue.VERMILION, Plot.Stroke.DASHED);
 * }
 */
package org.espalier.report.plot;
