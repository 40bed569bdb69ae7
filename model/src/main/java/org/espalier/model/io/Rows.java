package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The rows of a table, one after the other, as fields of bytes in UTF-8: how text, workbooks and columnar files reach the
 * one reader of tables. Nothing is made for a row.
 */
public interface Rows extends AutoCloseable {
    /** {@return whether there is another row; it is then the current one} */
    boolean next();

    /** {@return the place of the current row in the file, from 1, for messages} */
    long line();

    /** {@return the number of fields of the current row} */
    int count();

    /** {@return the bytes in which the fields of the current row lie whose ends were asked for} */
    byte[] bytes();

    /**
     * {@return where a field starts in the bytes}
     *
     * @param field its number from 0
     */
    int start(int field);

    /**
     * {@return where a field ends in the bytes, exclusive}
     *
     * @param field its number from 0
     */
    int end(int field);

    /**
     * {@return whether a field is a text by all means, because it is quoted or typed so: "101.0" is then no number}
     *
     * @param field its number from 0
     */
    boolean isText(int field);

    /**
     * {@return whether a field is known as a whole number of 64 bits, which {@link #whole} tells without its digits}
     *
     * @param field its number from 0
     */
    default boolean isWhole(int field) {
        return false;
    }

    /**
     * {@return a field that is known as a whole number}
     *
     * @param field its number from 0
     */
    default long whole(int field) {
        throw new UnsupportedOperationException("field " + field + " is known by its digits alone");
    }

    /**
     * Says which fields will be looked at; others may be left empty.
     *
     * @param fields their numbers from 0
     */
    default void need(BitSet fields) {}

    /**
     * {@return a field as text}
     *
     * @param field its number from 0
     */
    default String text(int field) {
        return new String(bytes(), start(field), end(field) - start(field), StandardCharsets.UTF_8);
    }

    @Override
    void close();
}
