package dev.linkhub.web.home;

import dev.linkhub.background.Background;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a household disconnects its link: a page that asks, and its answer. */
@Controller("/t/{tenant}/disconnect/{link}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class DisconnectController {

    private static final String KIND = "disconnect";

    private final OwnLinks ownLinks;
    private final Pages pages;
    private final LinkDisconnection disconnection;
    private final Background background;

    DisconnectController(OwnLinks ownLinks, Pages pages, LinkDisconnection disconnection, Background background) {
        this.ownLinks = ownLinks;
        this.pages = pages;
        this.disconnection = disconnection;
        this.background = background;
    }

    @Get
    HttpResponse<?> ask(HttpRequest<?> request, String tenant, String link) {
        return ownLinks.answer(
                request,
                tenant,
                KIND,
                link,
                own -> own.status().state().isOver() ? pages.redirect(own.home()) : confirmation(own));
    }

    /** Whatever has become of the link meanwhile, home says how it stands. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> disconnect(HttpRequest<?> request, String tenant, String link, @Nullable @Body String body) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return ownLinks.answer(request, tenant, KIND, link, own -> {
            if (!fields.get().isFor(own.signedIn().cookie())) {
                return HttpResponse.status(HttpStatus.FORBIDDEN);
            }
            LinkStatus status = own.status();
            if (disconnection.ask(
                    status.scope(), status.linkId(), own.signedIn().household().householdId())) {
                background.run(
                        "Disconnecting " + status.linkId(),
                        () -> disconnection.proceed(status.scope(), status.linkId()));
            }
            return pages.redirect(own.home());
        });
    }

    private HttpResponse<?> confirmation(OwnLinks.Own own) {
        return pages.page(
                HttpStatus.OK,
                own.visit().frame(),
                "disconnect",
                Map.of(
                        "appName", own.app().name(),
                        "path", own.visit().path(KIND + "/" + own.status().linkId()),
                        "home", own.home(),
                        "account", own.signedIn().household().maskedName().text(),
                        "formToken", CookieSecret.formToken(own.signedIn().cookie())));
    }
}
