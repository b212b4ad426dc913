package org.odoobridge.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes an instant as ISO text, and an optional value as the value or null. */
final class WireTypes extends SimpleModule {
  private static final long serialVersionUID = 1L;

  WireTypes() {
    super("odoo-bridge");
    addSerializer(
        Instant.class,
        new JsonSerializer<Object>() {
          @Override
          public void serialize(Object value, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeString(value.toString());
          }
        });
    addSerializer(
        Optional.class,
        new JsonSerializer<Object>() {
          @Override
          public void serialize(Object value, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writePOJO(((Optional<?>) value).orElse(null));
          }
        });
  }
}
