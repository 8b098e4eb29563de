package dev.limpid.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.PublishedSymbols.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedSymbolsTest {

    private static final String PATH = "src/main/java/org/example/Tool.java";

    private final PublishedSymbols symbols = PublishedSymbols.of(List.of(
            "org.example.Tool.run " + PATH + ":12-40",
            "org.example.Tool.add " + PATH + ":50-52,44-48",
            "org.example.Tool.bare",
            "org.example.Tool.odd src/with space:7/Tool.java:3-x,9-9"));

    @Test
    void frame_isFoundInItsMethod() {
        assertThat(symbols.places("org.example.Tool.run:+0")).containsExactly(new Place(PATH, 12));
        assertThat(symbols.places("org.example.Tool.run:+28")).containsExactly(new Place(PATH, 40));
        assertThat(symbols.places("org.example.Tool.run:-2")).containsExactly(new Place(PATH, 10));
        assertThat(symbols.places("org.example.Tool.run:=17")).containsExactly(new Place(PATH, 17));
    }

    @Test
    void lineOfALambda_mayLieBehindItsMethodsLast() {
        assertThat(symbols.places("org.example.Tool.run:+29")).containsExactly(new Place(PATH, 41));
    }

    @Test
    void overloadedMethods_areMeantAsFarAsTheyAreLongEnough() {
        assertThat(symbols.places("org.example.Tool.add:+1")).containsExactly(new Place(PATH, 45), new Place(PATH, 51));
        assertThat(symbols.places("org.example.Tool.add:+4")).containsExactly(new Place(PATH, 48));
    }

    @Test
    void lineOutsideOfOverloadedMethods_leadsToTheFileAlone_asNobodyKnowsWhichIsMeant() {
        assertThat(symbols.places("org.example.Tool.add:+29")).containsExactly(new Place(PATH, 0));
        assertThat(symbols.places("org.example.Tool.run:=0")).containsExactly(new Place(PATH, 0));
    }

    @Test
    void whatTheListDoesNotSay_isNowhere() {
        assertThat(symbols.places("org.example.Tool.bare:+1")).isEmpty();
        assertThat(symbols.places("org.example.Tool.other:+1")).isEmpty();
        assertThat(symbols.places("hidden")).isEmpty();
        assertThat(symbols.places("org.example.Tool.odd:+0"))
                .containsExactly(new Place("src/with space:7/Tool.java", 9));
    }

    @Test
    void symbols_areAllWithAndWithoutLines() {
        assertThat(symbols.symbols())
                .containsExactlyInAnyOrder(
                        "org.example.Tool.run",
                        "org.example.Tool.add",
                        "org.example.Tool.bare",
                        "org.example.Tool.odd");
    }
}
