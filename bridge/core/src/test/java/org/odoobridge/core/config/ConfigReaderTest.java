package org.odoobridge.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.model.ChannelId;

final class ConfigReaderTest {
  enum Mode {
    FREE,
    ON_HAND
  }

  record Retry(@Default("1s") Duration initial, @Default("12") int attempts) {
    Retry {
      if (attempts < 1) {
        throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
      }
    }
  }

  sealed interface Shop {}

  @ConfigType("woo")
  record Woo(ChannelId id, Secret key, @Default("") Secret spare) implements Shop {}

  @ConfigType("hook")
  record Hook(ChannelId id, @Default("[]") List<Secret> secrets) implements Shop {}

  record Root(
      String node,
      @Default("8080") int port,
      @Default("true") boolean raise,
      @Default("0.05") BigDecimal limit,
      @Default("512MiB") ByteSize alarm,
      @Default("free") Mode mode,
      @Default("") Retry retry,
      @Default("") List<Shop> shops,
      @Default("{de: 19}") Map<String, Integer> taxes,
      Optional<Duration> horizon,
      @Default("") String note) {}

  private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "s3cret", "EMPTY", "");

  private final ConfigReader reader =
      new ConfigReader(name -> Optional.ofNullable(ENVIRONMENT.get(name)));

  private List<ConfigProblem> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> reader.parse(yaml, Root.class))
        .problems();
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Root root = reader.parse("node: a\nretry:\n", Root.class);
    assertThat(root)
        .isEqualTo(
            new Root(
                "a",
                8080,
                true,
                new BigDecimal("0.05"),
                new ByteSize(512L << 20),
                Mode.FREE,
                new Retry(Duration.ofSeconds(1), 12),
                List.of(),
                Map.of("de", 19),
                Optional.empty(),
                ""));
  }

  @Test
  void everyKindOfValueIsRead() {
    Root root =
        reader.parse(
            """
            node: a
            port: 9
            raise: false
            limit: 1
            alarm: 64KiB
            mode: on-hand
            retry: { initial: 250ms, attempts: 3 }
            shops:
              - { id: shop, type: woo, key: env:KEY }
              - { type: hook, id: till, secrets: [env:KEY, env:KEY] }
            taxes: { fr: 20, de: 7 }
            horizon: 1h30m
            note: "yes"
            """,
            Root.class);
    assertThat(root)
        .isEqualTo(
            new Root(
                "a",
                9,
                false,
                BigDecimal.ONE,
                new ByteSize(64L << 10),
                Mode.ON_HAND,
                new Retry(Duration.ofMillis(250), 3),
                List.of(
                    new Woo(new ChannelId("shop"), Secret.of("s3cret"), Secret.EMPTY),
                    new Hook(
                        new ChannelId("till"), List.of(Secret.of("s3cret"), Secret.of("s3cret")))),
                Map.of("fr", 20, "de", 7),
                Optional.of(Duration.ofMinutes(90)),
                "yes"));
    assertThat(root.toString()).doesNotContain("s3cret");
  }

  @Test
  void allProblemsAreReportedAtOnceWithPathAndRemedy() {
    assertThat(
            problems(
                """
                prot: 1
                port: "9"
                mode: fee
                retry: { attempts: 0 }
                shops:
                  - { id: shop, type: woo, key: env:NONE }
                  - { id: till, type: hok }
                  - { id: till }
                  - { id: UPPER, type: hook }
                """))
        .containsExactlyInAnyOrder(
            new ConfigProblem("prot", "is not a known key", "did you mean 'port'?"),
            new ConfigProblem("node", "is missing", "write 'node: …'; it has no default"),
            new ConfigProblem(
                "port", "'9' is not a whole number", "write digits without quotes, such as 10"),
            new ConfigProblem(
                "mode",
                "'fee' is not known here",
                "did you mean 'free'? choose one of free, on-hand"),
            new ConfigProblem(
                "retry", "attempts must be at least 1, not 0", "change it so that this holds"),
            new ConfigProblem(
                "shops[0].key",
                "the environment variable NONE is not set",
                "set it, or use file:PATH"),
            new ConfigProblem(
                "shops[1].type", "'hok' is not known", "did you mean 'hook'? one of hook, woo"),
            new ConfigProblem("shops[2].type", "is missing", "write type: one of hook, woo"),
            new ConfigProblem(
                "shops[3].id",
                "channel id 'UPPER' must be 1 to 40 of a-z 0-9 - _ and start with a-z 0-9",
                "change it so that this holds"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 1.5 | port | 1.5 is not a whole number",
        "port: 3000000000 | port | 3000000000 is out of range",
        "raise: 'true' | raise | 'true' is neither true nor false",
        "limit: '0.1' | limit | '0.1' is not a number",
        "alarm: 5MB | alarm | '5MB' is not a size",
        "horizon: 5 | horizon | 5 is not a duration",
        "horizon: 5 years | horizon | '5 years' is not a duration",
        "note: 12 | note | 12 is not text",
        "note: [a] | note | a list is not text",
        "shops: { a: b } | shops | is not a list",
        "taxes: [1] | taxes | is not a group of keys",
        "taxes: { de: x } | taxes.de | 'x' is not a whole number",
        "retry: 5 | retry | is not a group of keys",
      })
  void valuesAreTypedStrictly(String line, String path, String message) {
    assertThat(problems("node: a\n" + line))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.remedy()).isNotBlank();
            });
  }

  @Test
  void aSecretInPlainTextIsRefusedAndNotRepeated() {
    List<ConfigProblem> found =
        problems("node: a\nshops: [ { id: shop, type: woo, key: ck_123 } ]");
    assertThat(found)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("shops[0].key");
              assertThat(problem.toString()).contains("env:NAME").doesNotContain("ck_123");
            });
  }

  @Test
  void anEmptySecretNeedsADefaultAndAnEmptyVariableIsAProblem() {
    assertThat(problems("node: a\nshops: [ { id: s, type: woo, key: '', spare: '' } ]"))
        .extracting(ConfigProblem::path, ConfigProblem::message)
        .containsExactly(tuple("shops[0].key", "is empty"));
    assertThat(problems("node: a\nshops: [ { id: s, type: woo, key: 'env:EMPTY' } ]"))
        .extracting(ConfigProblem::message)
        .containsExactly("the environment variable EMPTY is empty");
  }

  @Test
  void aSecretFileIsLookedUpBesideTheConfigurationAndLosesItsNewline(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("key"), "from-file\n");
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "node: a\nshops: [ { id: shop, type: woo, key: 'file:key' } ]");
    Woo shop = (Woo) reader.read(file, Root.class).shops().getFirst();
    assertThat(shop.key().reveal()).isEqualTo("from-file");
  }

  @Test
  void aMissingSecretFileIsAProblem() {
    assertThat(problems("node: a\nshops: [ { id: s, type: woo, key: 'file:/none/x' } ]"))
        .extracting(ConfigProblem::message)
        .containsExactly("the file /none/x does not exist");
  }

  @Test
  void aSyntaxErrorNamesLineAndColumn() {
    assertThat(problems("node: a\nport: [1\nraise: true\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).matches("config:[23]:\\d+"));
  }

  @Test
  void aKeyWrittenTwiceIsRefused() {
    assertThat(problems("node: a\nnode: b\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).startsWith("config:2");
              assertThat(problem.message()).contains("node");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n"})
  void anEmptyFileMissesWhatHasNoDefault(String yaml) {
    assertThat(problems(yaml)).extracting(ConfigProblem::path).containsExactly("node");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(problems("node: a\n---\nnode: b\n"))
        .extracting(ConfigProblem::message)
        .containsExactly("holds more than one YAML document");
  }

  @Test
  void aFileThatIsNotThereIsAProblem(@TempDir Path folder) {
    Path none = folder.resolve("none.yaml");
    ConfigException failure =
        catchThrowableOfType(ConfigException.class, () -> reader.read(none, Root.class));
    assertThat(failure.problems())
        .extracting(ConfigProblem::message)
        .containsExactly("does not exist");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "250ms,250", "15s,15000", "10m,600000", "6h,21600000", "1d,86400000"})
  void durationsAreNumbersWithUnits(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Retired(key = "colour", remedy = "write 'paint: …'")
  record Renamed(@Default("red") String paint) {}

  @Test
  void aKeyOfBeforeIsRefusedWithTheNameOfTheNewOne() {
    assertThatThrownBy(
            () -> new ConfigReader(name -> Optional.empty()).parse("colour: blue", Renamed.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("colour")
        .hasMessageContaining("write 'paint: …'");
  }
}
