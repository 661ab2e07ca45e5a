package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.mail.SmtpServer.Security;
import dev.linkhub.setting.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com?from=hub@example.com,mail.example.com,587,STARTTLS",
        "smtp://mail.example.com:25/?from=hub@example.com,mail.example.com,25,STARTTLS",
        "smtps://mail.example.com?from=hub@example.com,mail.example.com,465,TLS",
        "smtp://localhost:2525?from=hub@example.com,localhost,2525,NONE",
        "smtp://127.0.0.9:2525?from=hub@example.com,127.0.0.9,2525,NONE",
        "smtp://[::1]:2525?from=hub@example.com,::1,2525,NONE",
        "smtp://localhost?from=hub@example.com&starttls=required,localhost,587,STARTTLS",
        "smtp://relay.internal:25?from=hub@example.com&starttls=off,relay.internal,25,NONE",
    })
    void theWayIsPrivateUnlessItStaysOnTheMachineOrIsSaidNotToBe(String url, String host, int port, Security security) {
        assertThat(server(url))
                .returns(host, SmtpServer::host)
                .returns(port, SmtpServer::port)
                .returns(security, SmtpServer::security)
                .returns("hub@example.com", SmtpServer::from)
                .returns(null, SmtpServer::user);
    }

    @Test
    void userAndPasswordAreUnescaped() {
        SmtpServer server = server("smtp://hub%40example.com:p%40ss:w+rd@mail.example.com?from=hub%2Bx@example.com");
        assertThat(server.user()).isEqualTo("hub@example.com");
        assertThat(server.password()).isNotNull().extracting("clearText").isEqualTo("p@ss:w+rd");
        assertThat(server.from()).isEqualTo("hub+x@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void unsetIsNoServer(String value) {
        assertThat(new MailSettings(value).server()).isEmpty();
        assertThat(new MailSettings(null).server()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "http://u:hunter2@mail.example.com?from=hub@example.com",
                "smtp://u:hunter2@?from=hub@example.com",
                "smtp://u:hunter2@mail.example.com",
                "smtp://u:hunter2@mail.example.com?from=hub",
                "smtp://u:hunter2@mail.example.com?from=Hub <hub@example.com>",
                "smtp://u:hunter2@mail.example.com?from=Hub%20%3Chub@example.com%3E",
                "smtp://u:hunter2@mail.example.com?from=a@example.com,b@example.com",
                "smtp://u:hunter2@mail.example.com?from=a@example.com%0d%0aBcc:x@example.com",
                "smtp://u:hunter2@mail.example.com:0?from=hub@example.com",
                "smtp://u:hunter2@mail.example.com:99999?from=hub@example.com",
                "smtp://u:hunter2@mail.example.com/queue?from=hub@example.com",
                "smtp://u:hunter2@mail.example.com?from=hub@example.com#x",
                "smtp://u:hunter2@mail.example.com?from=hub@example.com&debug=true",
                "smtp://u:hunter2@mail.example.com?from=hub@example.com&from=b@example.com",
                "smtp://u:hunter2@mail.example.com?from=hub@example.com&starttls=maybe",
                "smtp://u:hunter2@mail.example.com?from=hub@example.com&starttls=off",
                "smtps://u:hunter2@mail.example.com?from=hub@example.com&starttls=required",
                "smtp://u@mail.example.com?from=hub@example.com",
                "smtp://:hunter2@mail.example.com?from=hub@example.com",
                "smtp://u:hunter2 @mail.example.com?from=hub@example.com",
                "smtp://u:hunter2%zz@mail.example.com?from=hub@example.com",
            })
    void aWrongValueStopsTheStartWithoutItsPassword(String value) {
        assertThatThrownBy(() -> new MailSettings(value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_SMTP_URL is not accepted: it takes smtp://")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aServerDoesNotPrintItsPassword() {
        assertThat(server("smtp://u:hunter2@mail.example.com?from=hub@example.com")
                        .toString())
                .isEqualTo("SmtpServer[mail.example.com:587, STARTTLS]");
    }

    private static SmtpServer server(String url) {
        return new MailSettings(url).server().orElseThrow();
    }
}
