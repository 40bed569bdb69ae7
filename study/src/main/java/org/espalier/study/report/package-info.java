/**
 * What a run leaves behind: the short answer, a page to read, tables to compute with, and the study that repeats it.
 *
 * <p>{@link org.espalier.study.report.ReportFolder} writes all of it at once or nothing: files are made in a folder beside
 * the wanted one, which is renamed when everything is there. {@code report.html} is one page without scripts or anything
 * from elsewhere; {@code *.csv} hold every digit; {@code study.yaml} repeats the run bit for bit.
 *
 * {@snippet :
 * StudyResult result = Study.load(Path.of("my.yaml")).run();
 * try (ReportFolder folder = ReportFolder.create(Path.of("out"), false)) {
 *     folder.write(result);
 * }
 * }
 */
package org.espalier.study.report;
