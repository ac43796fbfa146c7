package twingrad.compare.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a file, or {@code -} where that means standard output; not every text is one. */
final class FileName implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        return path(text).toString();
    }

    /** Whether a text can be the name of a file or folder, which need not be there. */
    static boolean isOne(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The file or folder of that name. */
    static Path path(String text) {
        if (!isOne(text)) {
            throw new TypeConversionException("expected the name of a file or folder, got '" + text + "'");
        }
        return Path.of(text);
    }
}
