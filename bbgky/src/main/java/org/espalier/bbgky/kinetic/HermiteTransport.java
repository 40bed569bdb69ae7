package org.espalier.bbgky.kinetic;

import org.espalier.bbgky.kernel.TorusKernel;
import org.hipparchus.util.FastMath;

/** The terms that couple Hermite functions: transport in x, the field K⋆ρ (free of aliasing), the mismatch of temperature. */
final class HermiteTransport {
    private final double scale;
    private final double mismatch;
    private final int functions;
    private final int reach;
    private final double[] kernelReal; // modes −M..M
    private final double[] kernelImaginary;
    private final double[] fieldReal;
    private final double[] fieldImaginary;

    HermiteTransport(TorusKernel kernel, double noise, double friction, HermiteBasis basis) {
        scale = basis.scale();
        double difference = noise * noise / (2 * scale * scale) - friction;
        this.mismatch = friction > 0 ? 0 : difference;
        functions = basis.functions();
        reach = basis.reach();
        double[][] coefficients = kernel.coefficients(reach);
        kernelReal = coefficients[0];
        kernelImaginary = coefficients[1];
        fieldReal = new double[2 * reach + 1];
        fieldImaginary = new double[2 * reach + 1];
    }

    void apply(double[] y, double[] dy) {
        int width = reach + 1;
        for (int m = 0; m <= reach; m++) {
            double kr = kernelReal[reach + m];
            double ki = kernelImaginary[reach + m];
            double re = kr * y[2 * m] - ki * y[2 * m + 1];
            double im = kr * y[2 * m + 1] + ki * y[2 * m];
            fieldReal[reach + m] = re;
            fieldReal[reach - m] = re;
            fieldImaginary[reach + m] = im;
            fieldImaginary[reach - m] = -im;
        }
        for (int n = 0; n < functions; n++) {
            double down = FastMath.sqrt(n);
            double up = FastMath.sqrt(n + 1.0);
            for (int m = 0; m <= reach; m++) {
                int at = 2 * (n * width + m);
                double re = 0;
                double im = 0;
                if (n > 0) {
                    re += down * y[at - 2 * width];
                    im += down * y[at - 2 * width + 1];
                }
                if (n + 1 < functions) {
                    re += up * y[at + 2 * width];
                    im += up * y[at + 2 * width + 1];
                }
                double wave = 2 * FastMath.PI * m * scale;
                double sumRe = wave * im;
                double sumIm = -wave * re;
                if (n > 0) {
                    double productRe = 0;
                    double productIm = 0;
                    int row = 2 * (n - 1) * width;
                    for (int p = Math.max(-reach, m - reach); p <= Math.min(reach, m + reach); p++) {
                        int q = row + 2 * Math.abs(p);
                        double cr = y[q];
                        double ci = p < 0 ? -y[q + 1] : y[q + 1];
                        double fr = fieldReal[reach + m - p];
                        double fi = fieldImaginary[reach + m - p];
                        productRe += fr * cr - fi * ci;
                        productIm += fr * ci + fi * cr;
                    }
                    sumRe += down / scale * productRe;
                    sumIm += down / scale * productIm;
                }
                if (n > 1 && mismatch != 0) {
                    double factor = mismatch * FastMath.sqrt(n * (n - 1.0));
                    sumRe += factor * y[at - 4 * width];
                    sumIm += factor * y[at - 4 * width + 1];
                }
                dy[at] = sumRe;
                dy[at + 1] = m == 0 ? 0 : sumIm;
            }
        }
    }
}
