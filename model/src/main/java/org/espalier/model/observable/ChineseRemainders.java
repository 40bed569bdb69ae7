package org.espalier.model.observable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Integers of known magnitude, recovered from their residues modulo primes below 2^26. */
final class ChineseRemainders {
    private final int[] primes;

    private ChineseRemainders(int[] primes) {
        this.primes = primes;
    }

    /** Takes enough primes for integers of magnitude up to a bound. */
    static ChineseRemainders upTo(BigInteger bound) {
        List<Integer> primes = new ArrayList<>();
        BigInteger product = BigInteger.ONE;
        BigInteger wanted = bound.shiftLeft(1).add(BigInteger.ONE);
        for (int candidate = Residues.LIMIT - 1; product.compareTo(wanted) < 0; candidate -= 2) {
            if (isPrime(candidate)) {
                primes.add(candidate);
                product = product.multiply(BigInteger.valueOf(candidate));
            }
        }
        return new ChineseRemainders(primes.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isPrime(int odd) {
        for (int d = 3; d * d <= odd; d += 2) {
            if (odd % d == 0) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return primes.length;
    }

    Residues modulus(int k) {
        return Residues.modulo(primes[k]);
    }

    /** Returns the integer of smallest magnitude with the given residues. */
    BigInteger integer(double[] residues) {
        BigInteger value = BigInteger.ZERO;
        BigInteger product = BigInteger.ONE;
        for (int k = 0; k < primes.length; k++) {
            BigInteger prime = BigInteger.valueOf(primes[k]);
            BigInteger missing = BigInteger.valueOf((long) residues[k]).subtract(value);
            value = value.add(
                    product.multiply(missing.multiply(product.modInverse(prime)).mod(prime)));
            product = product.multiply(prime);
        }
        return value.shiftLeft(1).compareTo(product) > 0 ? value.subtract(product) : value;
    }
}
