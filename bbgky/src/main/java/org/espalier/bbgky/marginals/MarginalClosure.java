package org.espalier.bbgky.marginals;

/** What stands for f_{n+1} in the equation of f_n. */
public enum MarginalClosure {
    /** f_{n+1} = 0. */
    VANISHING("f_{n+1} = 0"),
    /** f_{n+1} = f_n ⊗ f_1: the new particle is independent of the others. */
    CHAOS("f_{n+1} = f_n\\otimes f_1"),
    /**
     * The cumulant of order n+1 vanishes: f_{n+1} = −Σ_{π} (−1)^{|π|−1} (|π|−1)! Π_{B∈π} f_{|B|}(x_B), over the partitions π
     * of the n+1 particles into at least two blocks. For n = 1 the same as chaos.
     */
    CUMULANT("\\kappa_{n+1} = 0"),
    /**
     * Kirkwood's superposition f_3 = f_2(x_1,x_2) f_2(x_1,x_3) f_2(x_2,x_3) / (f_1 f_1 f_1), and its generalisation (Fisher and
     * Kopeliovich) f_{n+1} = Π_S f_{|S|}(x_S)^{(−1)^{n−|S|}} over the proper subsets S. For n = 1 the same as chaos.
     */
    KIRKWOOD("f_{n+1} = \\prod_{1\\le|S|\\le n} f_{|S|}(x_S)^{(-1)^{n-|S|}}");

    private final String latex;

    MarginalClosure(String latex) {
        this.latex = latex;
    }

    /** {@return the closure in LaTeX} */
    public String toLatex() {
        return latex;
    }
}
