package org.odoobridge.outbound.catalog.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odoobridge.core.odoo.BinaryReader;
import org.odoobridge.outbound.catalog.model.StoredImage;

/** Bytes come from the filestore or from Odoo, and only if they are what the hash says. */
final class ImageSourcesTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final StoredImage IMAGE =
      new StoredImage(
          "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", "product.product", 42, "image_variant_1920");

  @TempDir private Path filestore;
  private final List<String> asked = new ArrayList<>();
  private byte[] odoos = HELLO;

  private final BinaryReader odoo =
      (model, id, field) -> {
        asked.add(model + " " + id + " " + field);
        return odoos;
      };

  @BeforeEach
  void store() throws IOException {
    Files.createDirectories(filestore.resolve("aa"));
    Files.write(filestore.resolve("aa").resolve(IMAGE.hash()), HELLO);
  }

  @Test
  void theFilestoreIsReadWithoutAskingOdoo() throws IOException {
    assertThat(ImageSources.of(Optional.of(filestore), Optional.of(odoo)).read(IMAGE))
        .isEqualTo(HELLO);
    assertThat(asked).isEmpty();
  }

  @Test
  void odooIsAskedForWhatTheFilestoreLacks() throws IOException {
    Files.delete(filestore.resolve("aa").resolve(IMAGE.hash()));
    assertThat(ImageSources.of(Optional.of(filestore), Optional.of(odoo)).read(IMAGE))
        .isEqualTo(HELLO);
    assertThat(asked).containsExactly("product.product 42 image_variant_1920");
    assertThatThrownBy(() -> ImageSources.of(Optional.of(filestore), Optional.empty()).read(IMAGE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("odoo.filestore");
  }

  @Test
  void anotherContentIsNotTakenForTheImage() throws IOException {
    odoos = new byte[] {1};
    assertThatThrownBy(() -> ImageSources.of(Optional.empty(), Optional.of(odoo)).read(IMAGE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another content");
    Files.write(filestore.resolve("aa").resolve(IMAGE.hash()), new byte[] {2});
    assertThatThrownBy(() -> ImageSources.of(Optional.of(filestore), Optional.empty()).read(IMAGE))
        .hasMessageContaining("another content");
  }

  @Test
  void aHashThatLeadsElsewhereIsRefused() {
    StoredImage escape =
        new StoredImage("../../../../../../../../etc/passwd-", "product.product", 1, "image_1920");
    assertThatThrownBy(() -> ImageSources.of(Optional.of(filestore), Optional.empty()).read(escape))
        .hasMessageContaining("no hash");
  }

  @Test
  void withoutEitherItSaysWhatToConfigure() {
    assertThatThrownBy(() -> ImageSources.of(Optional.empty(), Optional.empty()).read(IMAGE))
        .hasMessageContaining("odoo.filestore")
        .hasMessageContaining("odoo.rpc")
        .hasMessageContaining("owner");
  }
}
