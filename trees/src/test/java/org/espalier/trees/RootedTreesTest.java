package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootedTreesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 4", "5, 9", "6, 20", "7, 48", "8, 115"})
    void countsAgreeWithA000081(int order, long count) {
        assertThat(RootedTrees.ofOrder(order).count()).isEqualTo(count);
    }
}
