package dev.linkhub.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class OperatorKeySettingTest {

    @ParameterizedTest
    @NullAndEmptySource
    void noneIsNone(String none) {
        assertThat(OperatorKeySetting.accepted(none)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isTakenAsItIs(String key) {
        assertThat(OperatorKeySetting.accepted(key)).contains(key);
    }

    static String[] accepted() {
        return new String[] {"0123456789abcdef", "~!0123456789abcdef", "k".repeat(256)};
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithoutBeingShown(String key) {
        assertThatThrownBy(() -> OperatorKeySetting.accepted(key))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "HUB_OPERATOR_KEY is not accepted: it takes 16 to 256 visible ASCII characters without spaces");
    }

    static String[] refused() {
        return new String[] {
            "0123456789abcde",
            "k".repeat(257),
            "0123456789 abcdef",
            "0123456789abcdef\n",
            "0123456789abcdéf",
            " ".repeat(16)
        };
    }
}
