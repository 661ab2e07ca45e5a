package dev.linkhub.simulator.partner;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why there was no answer, in words for the page and the trace: the name of an exception says nothing to a partner. */
final class Failure {

    private Failure() {}

    static String inWords(Throwable failure, URI url) {
        return switch (failure) {
            case UnknownHostException _ -> "the name has no address: " + url.getHost();
            case SocketTimeoutException _ ->
                "no connection within 5 s: is the back end running, and not behind a firewall?";
            case NoRouteToHostException _ -> "no way to the host: " + url.getHost();
            case ConnectException _ -> "connection refused: is the back end running?";
            case SSLPeerUnverifiedException _ -> "TLS: the certificate is for another name";
            case SSLException tls -> "TLS: " + ofTls(tls);
            case MessageConstraintException _ -> "the headers are more than the maximum: 100 of 8 KiB each";
            case NoHttpResponseException _ -> "no answer came, or one that is not HTTP" + orTls(url);
            case ConnectionClosedException _ -> "the connection was closed before the whole answer had come";
            case SocketException _ -> "the connection was reset" + orTls(url);
            case HttpException _ -> "the answer is not HTTP" + orTls(url);
            default ->
                failure.getCause() == null
                        ? "failed: " + failure.getClass().getSimpleName()
                        : inWords(failure.getCause(), url);
        };
    }

    private static String ofTls(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "certificate not trusted";
            }
        }
        return "no handshake; does this port speak plain http?";
    }

    /** A port that expects TLS hangs up on what it cannot read. */
    private static String orTls(URI url) {
        return "http".equals(url.getScheme()) ? "; does this port speak https?" : "";
    }
}
