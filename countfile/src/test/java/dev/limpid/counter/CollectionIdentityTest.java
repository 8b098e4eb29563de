package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionIdentityTest {
    @Test
    void name_hasUpTo100Characters() {
        assertThat(CollectionIdentity.local("x".repeat(100)).name()).hasSize(100);
        assertThatThrownBy(() -> CollectionIdentity.local("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a collection is \"" + "x".repeat(101)
                        + "\", expected 1 to 100 characters without white space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\ta"})
    void name_withWhiteSpace_isRefused(String name) {
        assertThatThrownBy(() -> CollectionIdentity.local(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void identity_countsFromTheStart_unlessTheAuthorWantsOtherwise() {
        CollectionIdentity identity = new CollectionIdentity("a!", "upload", "config", "policy");
        assertThat(identity).isEqualTo(new CollectionIdentity("a!", "upload", "config", "policy", false));
        assertThat(identity.startingOff()).isEqualTo(new CollectionIdentity("a!", "upload", "config", "policy", true));
        assertThat(CollectionIdentity.local("a")).isEqualTo(new CollectionIdentity("a", "", "", "", false));
    }
}
