package org.odoobridge.testkit.shop.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.testkit.shop.site.PhpJson;

class HookSenderTest {
  static List<JsonNode> vectors() throws Exception {
    try (InputStream in =
        HookSenderTest.class.getResourceAsStream(
            "/org/odoobridge/testkit/shop/signature-vectors.json")) {
      JsonNode vectors = PhpJson.parse(in.readAllBytes()).orElseThrow();
      return StreamSupport.stream(vectors.spliterator(), false).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsAsTheRecordedShopsDo(JsonNode vector) {
    byte[] body = Base64.getDecoder().decode(vector.path("body_base64").asText());
    String signature = HookSender.signature(body, vector.path("secret").asText());
    assertThat(signature.equals(vector.path("signature").asText()))
        .isEqualTo(vector.path("valid").asBoolean());
  }
}
