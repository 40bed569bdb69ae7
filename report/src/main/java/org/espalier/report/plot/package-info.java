/**
 * Pictures of curves, bands, points and histograms, drawn by XChart with the defaults that a paper or a notebook wants:
 * axes with names and units, bands for intervals, a palette that colour-blind readers can tell apart, log axes where due.
 *
 * <p>A {@link org.espalier.report.plot.Plot} is a value: every method returns a new one. {@link
 * org.espalier.report.plot.Plot#svg(String)} gives a picture that can stand inside a page: it scales with its width, carries
 * its description for screen readers, and takes its colours from the page's style sheet where that defines them (light and
 * dark), from the palette otherwise. {@link org.espalier.report.plot.Plot#png(double)} gives the same picture in pixels.
 *
 * {@snippet :
 * Plot plot = Plot.of("Population rate", "Rate against time, simulation and limit")
 *         .x("time", "20 ms").y("rate", "spikes per 20 ms")
 *         .band("simulation, 95 %", times, low, high, Hue.INK)
 *         .line("mean field", times, limit, Hue.VERMILION, Plot.Stroke.DASHED);
 * }
 */
package org.espalier.report.plot;
