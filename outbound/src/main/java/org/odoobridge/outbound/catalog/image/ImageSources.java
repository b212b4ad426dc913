package org.odoobridge.outbound.catalog.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.odoobridge.core.odoo.BinaryReader;
import org.odoobridge.outbound.catalog.model.ImageSource;

/** Chooses where images come from. */
public final class ImageSources {
  private ImageSources() {}

  /**
   * The filestore, and Odoo itself for what is not there (a database that keeps attachments in
   * itself); either alone; or a source that says what to configure.
   */
  public static ImageSource of(Optional<Path> filestore, Optional<BinaryReader> binaries) {
    Optional<ImageSource> files = filestore.map(FilestoreImages::new);
    Optional<ImageSource> calls = binaries.map(RpcImages::new);
    if (files.isPresent() && calls.isPresent()) {
      return image -> {
        try {
          return files.get().read(image);
        } catch (IOException e) {
          try {
            return calls.get().read(image);
          } catch (IOException second) {
            second.addSuppressed(e);
            throw second;
          }
        }
      };
    }
    return files
        .or(() -> calls)
        .orElse(
            image -> {
              throw new IOException(
                  "images cannot be read: configure odoo.filestore or odoo.rpc, or give images to"
                      + " the channel: catalog.owner: { images: channel }");
            });
  }
}
