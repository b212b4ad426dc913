package org.odoobridge.inbound.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.inbound.dedup.RecordedHook;

class WooSignatureTest {
  record Vector(String from, String secret, Payload body, String signature, boolean valid) {
    @Override
    public String toString() {
      return from;
    }
  }

  static List<Vector> vectors() {
    JsonNode root = RecordedHook.json("signature-vectors.json");
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode node : root) {
      vectors.add(
          new Vector(
              node.path("from_").asText(),
              node.path("secret").asText(),
              Payload.of(Base64.getDecoder().decode(node.path("body_base64").asText())),
              node.path("signature").asText(),
              node.path("valid").asBoolean()));
    }
    return vectors;
  }

  static Stream<RecordedHook> signedHooks() {
    return Stream.of("wc-11.0.1", "wc-10.9.4", "wc-8.9.3")
        .flatMap(version -> RecordedHook.all(version).stream())
        .filter(hook -> !hook.secret().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyRecordedVectorIsJudgedAsTheShopMeantIt(Vector vector) {
    Verification verification =
        signature(vector.secret()).verify(vector.body().bytes(), vector.signature());

    assertThat(verification instanceof Verification.Verified).isEqualTo(vector.valid());
  }

  @ParameterizedTest
  @MethodSource("signedHooks")
  void everyRecordedDeliveryVerifies(RecordedHook hook) {
    Verification verification =
        signature(hook.secret())
            .verify(hook.body().bytes(), hook.headers().get(WooSignature.HEADER));

    assertThat(verification).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void anyOfSeveralLiveSecretsFits() {
    Vector valid = vectors().getFirst();
    WooSignature rotating =
        new WooSignature(List.of(Secret.of("the-new-one"), Secret.of(valid.secret())));

    Verification verification = rotating.verify(valid.body().bytes(), valid.signature());

    assertThat(verification).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void withoutASecretNothingIsVerified() {
    Vector valid = vectors().getFirst();

    assertThat(
            new WooSignature(List.of(Secret.EMPTY)).verify(valid.body().bytes(), valid.signature()))
        .isInstanceOf(Verification.Refused.class);
    assertThat(signature(valid.secret()).verify(valid.body().bytes(), null))
        .isInstanceOf(Verification.Refused.class);
  }

  private static WooSignature signature(String secret) {
    return new WooSignature(List.of(Secret.of(secret)));
  }
}
