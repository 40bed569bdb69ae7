package org.espalier.study.yaml;

/** A mistake in a YAML file; the message names the file, the line, the key, the value and the remedy. */
public final class YamlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param source name of the file
     * @param line line, from 1
     * @param message what is wrong and what to do
     */
    public YamlException(String source, int line, String message) {
        this(source + ", line " + line, message);
    }

    YamlException(String place, String message) {
        super(place + ": " + message);
    }
}
