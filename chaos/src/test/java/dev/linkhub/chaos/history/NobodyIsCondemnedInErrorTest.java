package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NobodyIsCondemnedInErrorTest {

    private static final Promise PROMISE = new NobodyIsCondemnedInError();

    @Test
    void aVerdictWithoutRingsRefusalBreaksIt() {
        assertThat(new Story()
                        .ringTook(5, "a", "T")
                        .unhealthy(10, "a", "REVOKED")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("REVOKED"));
    }

    @Test
    void ringsRefusalIsWhatMakesOne() {
        assertThat(new Story()
                        .ringRefused(5, "a", "T")
                        .unhealthy(10, "a", "REVOKED")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void anothersRefusalAndALaterOneAreNone() {
        assertThat(new Story()
                        .ringRefused(5, "b", "U")
                        .ringRefused(11, "a", "T")
                        .unhealthy(10, "a", "REVOKED")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void anUnreadableSealIsOurFault() {
        assertThat(new Story()
                        .ringRefused(5, "a", "T")
                        .unhealthy(10, "a", "SEALED_VALUE_UNREADABLE")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void whatTheUserRemovedIsNotCondemned() {
        assertThat(new Story()
                        .sample(new GrantSample(Story.at(10), "a", 3, false, false, null, null, 0, "REVOKED"))
                        .against(PROMISE))
                .isEmpty();
    }
}
