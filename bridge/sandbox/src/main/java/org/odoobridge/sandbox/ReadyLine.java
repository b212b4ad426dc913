package org.odoobridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one line on stdout that says everything answers, and where. */
record ReadyLine(
    String console,
    String api,
    String odooUrl,
    String odooVersion,
    String odooDatabase,
    String odooLogin,
    String odooPassword,
    String shopId,
    String shopUrl,
    String shopKey,
    String shopSecret,
    String token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    ObjectNode line = JSON.createObjectNode();
    line.put("ready", true).put("console", console).put("api", api);
    line.putObject("odoo")
        .put("url", odooUrl)
        .put("version", odooVersion)
        .put("db", odooDatabase)
        .put("login", odooLogin)
        .put("password", odooPassword);
    line.putArray("shops")
        .addObject()
        .put("id", shopId)
        .put("url", shopUrl)
        .put("key", shopKey)
        .put("secret", shopSecret);
    line.putNull("till").put("api_token", token);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
