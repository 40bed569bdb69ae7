/**
 * A report is read years later, on a telephone or on paper, by people who do not have the program: it is one file that needs
 * nothing else, no scripts, no fonts, no pictures from elsewhere. A {@link org.espalier.report.page.Page} puts it together
 * from sections of paragraphs, cards, tables, plots and equations; it follows the reader's light or dark paper, wraps on narrow
 * screens, and is read aloud in order.
 *
 * {@snippet :
 * Page page = new Page("Population rate", "419 neurons", "Espalier 0.1.0");
 * Page.Section answer = page.section("answer", "Answer", "Answer");
 * answer.paragraph("A neuron fires 0.85 times per 20 ms.");
 * answer.table(rates);
 * answer.figures(List.of(new Page.Figure(plot, "Orders that leave the picture are beyond the radius.")));
 * String html = page.html();
 * }
 */
package org.espalier.report.page;
