package org.odoobridge.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one YAML file into one tree of records: a key per record component, {@link Default} for
 * what is left out, unknown keys refused. Everything wrong is reported at once, each with its path,
 * what is wrong and what to write instead.
 */
public final class ConfigReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
              .build());

  private final Function<String, Optional<String>> environment;

  /**
   * @param environment value of an environment variable, empty when it is not set; {@code env:}
   *     secrets are looked up in it
   */
  public ConfigReader(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /** A reader whose {@code env:} secrets come from this process's environment. */
  public static ConfigReader ofProcess() {
    return new ConfigReader(name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * Reads {@code file}; relative {@code file:} secrets are looked up beside it.
   *
   * @throws ConfigException with every problem found
   */
  public <T extends Record> T read(Path file, Class<T> type) {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          List.of(new ConfigProblem(file.toString(), "is not UTF-8 text", "save it as UTF-8")));
    } catch (IOException e) {
      throw new ConfigException(
          List.of(
              new ConfigProblem(
                  file.toString(),
                  Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist",
                  "give the path of a readable YAML file")));
    }
    Path folder = file.toAbsolutePath().getParent();
    return bind(text, file.toString(), folder == null ? Path.of("/") : folder, type);
  }

  /**
   * As {@link #read} for a text; relative {@code file:} secrets are looked up in the work folder.
   */
  public <T extends Record> T parse(String yaml, Class<T> type) {
    return bind(yaml, "config", Path.of(""), type);
  }

  private <T extends Record> T bind(String text, String source, Path folder, Class<T> type) {
    JsonNode root = tree(text, source);
    List<ConfigProblem> problems = new ArrayList<>();
    SecretResolver secrets = new SecretResolver(environment, folder);
    RecordBinder binder = new RecordBinder(new ScalarBinder(secrets, problems), problems);
    Optional<Object> bound = binder.root(root, type);
    if (bound.isEmpty() || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return type.cast(bound.get());
  }

  private static JsonNode tree(String text, String source) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(text.getBytes(StandardCharsets.UTF_8))) {
      JsonNode root = documents.hasNextValue() ? documents.nextValue() : MissingNode.getInstance();
      if (documents.hasNextValue()) {
        throw new ConfigException(
            List.of(
                new ConfigProblem(
                    source, "holds more than one YAML document", "keep one, without '---'")));
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? source : source + ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new ConfigException(
          List.of(new ConfigProblem(place, firstLine(e), "correct the YAML at this line")));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /** One value written as in a file; used for defaults, so a wrong one is a bug, not a finding. */
  static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a default is not YAML: " + yaml, e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message == null ? "is not YAML" : message.lines().findFirst().orElse("is not YAML");
  }
}
