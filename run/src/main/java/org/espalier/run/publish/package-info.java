/**
 * Hours of work end in a file or a folder under a name that people and programs rely on. A process may be killed while it
 * writes, a disk may fill up, two runs may choose the same name, and beside a report stand things that belong to someone else.
 *
 * <p>{@link org.espalier.run.publish.WholeFile} and {@link org.espalier.run.publish.WholeFolder} give a name to finished work
 * only: it is written to a hidden draft on the same file system ({@code .NAME.draft}), forced to disk and renamed. They promise:
 *
 * <ul>
 *   <li>whatever is found under the name is whole; a folder that exists is filled by renames of whole files, and what a kill
 *       cuts short there is brought to its end by the next run that writes to it;
 *   <li>nothing is replaced but regular files, in a folder only those that the list of an earlier run names ({@code SHA256SUMS},
 *       which {@code sha256sum -c} checks), and nothing at all unless that was asked for; symbolic links are neither followed
 *       nor replaced;
 *   <li>one run at a time writes to a name; another one is refused before it computes;
 *   <li>finished work that cannot get its name is kept, and the message says where.
 * </ul>
 */
package org.espalier.run.publish;
