package dev.linkhub.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferPoolTest {

    @ParameterizedTest
    @CsvSource({"512, 128", "2048, 128", "4096, 256", "24576, 1536", "32768, 2048", "1048576, 2048"})
    void isASixteenthOfTheMemoryWithinBounds(long memoryMib, long poolMib) {
        assertThat(EmbeddedDatabase.bufferPoolMib(memoryMib)).isEqualTo(poolMib);
    }
}
