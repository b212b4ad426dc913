package org.odoobridge.outbound.catalog.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.odoobridge.outbound.catalog.model.ImageSource;
import org.odoobridge.outbound.catalog.model.StoredImage;

/**
 * Images in Odoo's filestore, a folder of this machine: a content lies at the first two digits of
 * its hash, then the hash.
 */
public final class FilestoreImages implements ImageSource {
  private static final int PREFIX = 2;
  private static final int HASH_LENGTH = 40;
  private final Path folder;

  /**
   * @param folder {@code filestore/DATABASE} below Odoo's {@code data_dir}
   */
  public FilestoreImages(Path folder) {
    this.folder = folder;
  }

  @Override
  public byte[] read(StoredImage image) throws IOException {
    String hash = image.hash();
    if (hash.length() != HASH_LENGTH || !hash.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw new IOException("'" + hash + "' is no hash of Odoo's");
    }
    Path file = folder.resolve(hash.substring(0, PREFIX)).resolve(hash);
    try {
      return Sha1.checked(image, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "Odoo's filestore has no " + file + "; check odoo.filestore, or leave it out", e);
    }
  }
}
