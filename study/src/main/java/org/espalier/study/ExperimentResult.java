package org.espalier.study;

import java.util.List;
import org.espalier.run.Outcome;

/** What an experiment found. */
public interface ExperimentResult {
    /** {@return what was run, with everything spelled out} */
    Experiment study();

    /** {@return completed, or the first trouble of a stage} */
    Outcome outcome();

    /** {@return the stages in the order in which they ran} */
    List<Stage> stages();
}
