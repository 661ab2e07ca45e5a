package dev.linkhub.web.signin;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.wording.Words;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Sends whoever has not signed in to do so, and back to the page that it wanted. */
@Singleton
public class SignInDetour {

    private final Pages pages;

    SignInDetour(Pages pages) {
        this.pages = pages;
    }

    /**
     * To the sign-in and back. A form that comes after its session has ended gets a page instead, with a link: from a form a
     * browser follows no redirect to a tenant's provider, because our policy allows forms to our own pages only.
     *
     * @param path one of this tenant's pages, without a query
     */
    public MutableHttpResponse<?> to(HttpRequest<?> request, Visit visit, String path) {
        String signIn = ReturnPath.signInThen(visit.slug(), path);
        return request.getMethod() == HttpMethod.POST
                ? pages.message(visit.frame(), signedOut(visit.words(), signIn))
                : pages.redirect(signIn);
    }

    private static Message signedOut(Words words, String signInPath) {
        return Message.of(HttpStatus.FORBIDDEN, words, "signed-out").with(words.say("sign-in"), signInPath);
    }
}
