package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.shared.Json;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** E-mails by SES, from a template. The client must not repeat calls: a repeated call is a second e-mail. */
final class SesMailer implements Mailer {
    private static final int SERVER_ERROR = 500;

    private final SesV2Client client;
    private final OffersSettings.Email settings;

    SesMailer(SesV2Client client, OffersSettings.Email settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Outcome send(Offer offer, String address) {
        try {
            client.sendEmail(request(offer, address));
            return new Sent();
        } catch (MessageRejectedException | BadRequestException | LimitExceededException e) {
            return new Refused(e.getClass().getSimpleName());
        } catch (SesV2Exception e) {
            if (e.isThrottlingException()) {
                return new Refused(e.getClass().getSimpleName());
            }
            if (e.statusCode() >= SERVER_ERROR) {
                return new Uncertain(); // it may have failed after it took the e-mail
            }
            throw e;
        } catch (SdkClientException e) {
            return isNotConnected(e) ? new Refused("NotConnected") : new Uncertain();
        }
    }

    /** Then SES has seen nothing of it; an answer that is lost is another thing. */
    private static boolean isNotConnected(SdkClientException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || (cause instanceof SocketTimeoutException timeout && isOfConnecting(timeout))) {
                return true;
            }
        }
        return false;
    }

    /** Java has one exception for connecting and for reading. */
    private static boolean isOfConnecting(SocketTimeoutException timeout) {
        return String.valueOf(timeout.getMessage()).toLowerCase(Locale.ROOT).startsWith("connect");
    }

    private SendEmailRequest request(Offer offer, String address) {
        var data = Json.write(Map.of("tier", offer.tier().name(), "offer", offer.code()));
        return SendEmailRequest.builder()
                .fromEmailAddress(settings.sender())
                .destination(destination -> destination.toAddresses(address))
                .configurationSetName(settings.configurationSet())
                .content(content -> content.template(
                        template -> template.templateName(settings.template()).templateData(data)))
                .build();
    }
}
