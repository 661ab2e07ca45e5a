package dev.linkhub.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.Bundles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailBundlesTest {

    private static final Bundles MAILS = new Bundles("/wording/mails");

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachLanguageSaysAllAndNothingElse(Language language) {
        assertThat(MAILS.faults(language)).isEmpty();
    }
}
