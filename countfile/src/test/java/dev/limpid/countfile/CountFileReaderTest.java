package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountFileReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"small", "big", "stacks", "saturate", "empty"})
    void read_aFileWrittenByGo_holdsWhatGoReadsInIt(String name) throws IOException {
        CountFileContents contents = CountFileReader.read(Vectors.file(name));

        assertThat(contents.metadata()).isEqualTo(Vectors.expected(name).meta());
        assertThat(contents.counts()).isEqualTo(Vectors.expected(name).counts());
    }
}
