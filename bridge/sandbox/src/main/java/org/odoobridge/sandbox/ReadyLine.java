package org.odoobridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one line on stdout that says everything answers, and where. */
record ReadyLine(
    String console,
    String api,
    Odoo odoo,
    String shopId,
    String shopUrl,
    String shopKey,
    String shopSecret,
    String token) {
  /**
   * The simulated Odoo.
   *
   * @param apiKey empty where the version has no JSON-2
   * @param jdbcUrl of its database, as the superuser
   */
  record Odoo(
      String url,
      String version,
      String database,
      String login,
      String password,
      String apiKey,
      String jdbcUrl) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    ObjectNode line = JSON.createObjectNode();
    line.put("ready", true).put("console", console).put("api", api);
    ObjectNode where =
        line.putObject("odoo")
            .put("url", odoo.url())
            .put("version", odoo.version())
            .put("db", odoo.database())
            .put("login", odoo.login())
            .put("password", odoo.password());
    if (!odoo.apiKey().isEmpty()) {
      where.put("apikey", odoo.apiKey());
    }
    where.put("pg", odoo.jdbcUrl());
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
