/**
 * In which states can the network of a study stay, and which of them appear or vanish as one of its numbers varies? The states of the
 * mean field on classes ({@link org.espalier.hierarchy.states}), with their rates by group, along values of a key where one is given; where
 * two states meet and vanish, the fold is located by halving.
 *
 * {@snippet :
 * StatesResult found = new StatesQuestion(Study.load(file), 8, Optional.empty())
 *         .run(StudyListener.silent(), RunOptions.threads(2));
 * }
 */
package org.espalier.study.states;
