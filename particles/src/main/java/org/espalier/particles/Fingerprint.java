package org.espalier.particles;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;

/** A SHA-256 of all that the numbers of an ensemble depend on. Functions enter by their values at fixed points. */
final class Fingerprint {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(8);

    Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    Fingerprint add(long number) {
        digest.update(buffer.putLong(0, number).array());
        return this;
    }

    Fingerprint add(double number) {
        return add(Double.doubleToLongBits(number));
    }

    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        return add(bytes.length);
    }

    Fingerprint add(Neuron neuron) {
        add(neuron.noise()).add(neuron.reset()).add(neuron.kickFactor());
        add(neuron.intensity().facts().supremum());
        for (double v = -3; v <= 5; v += 0.25) {
            add(neuron.drift().at(v)).add(neuron.intensity().at(v));
        }
        return this;
    }

    Fingerprint add(InitialLaw law) {
        for (int k = 1; k < 16; k++) {
            add(law.quantile(k / 16.0));
        }
        return this;
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
