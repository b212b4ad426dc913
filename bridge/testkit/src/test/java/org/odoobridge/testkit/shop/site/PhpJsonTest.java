package org.odoobridge.testkit.shop.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PhpJsonTest {
  private static final String VECTORS = "/org/odoobridge/testkit/shop/signature-vectors.json";

  @Test
  void writesTheBytesOfRecordedWebhooks() throws Exception {
    try (InputStream in = PhpJsonTest.class.getResourceAsStream(VECTORS)) {
      byte[] text = Objects.requireNonNull(in, VECTORS).readAllBytes();
      for (JsonNode vector : PhpJson.parse(text).orElseThrow()) {
        if (vector.path("valid").asBoolean()) {
          byte[] body = Base64.getDecoder().decode(vector.path("body_base64").asText());
          assertThat(PhpJson.text(PhpJson.parse(body).orElseThrow()))
              .as(vector.path("from").asText())
              .isEqualTo(new String(body, StandardCharsets.UTF_8));
        }
      }
    }
  }

  @Test
  void printsFloatsAsPhpDoes() {
    var json = PhpJson.object();
    PhpJson.putFloat(json, "whole", 11.0);
    PhpJson.putFloat(json, "odd", 213.3 / 3);
    assertThat(PhpJson.text(json)).isEqualTo("{\"whole\":11,\"odd\":71.10000000000001}");
  }

  @Test
  void emptyTextIsNoJson() {
    assertThat(PhpJson.parse(new byte[0])).isEmpty();
  }
}
