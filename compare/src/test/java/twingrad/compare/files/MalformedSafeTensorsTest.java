package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.files.SafeTensorsTest.file;
import static twingrad.compare.files.SafeTensorsTest.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, each with its whole message; the reference implementation's own cases are among them. */
class MalformedSafeTensorsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            not closed         | {                                                              | 0  | expected a header of JSON, got its end within it
            not JSON           | {x}                                                            | 0  | expected a header of JSON, each name once, got another text at character 1
            a list             | []                                                             | 0  | expected a header that begins with {, got byte 91
            white space first  | {s}{}                                                          | 0  | expected a header that begins with {, got byte 32
            more after it      | {}{}                                                           | 0  | expected nothing but spaces after the header's object, got an object
            a null             | {"a":null}                                                     | 0  | a: expected an object of dtype, shape and data_offsets, got null
            no shape           | {"a":{"dtype":"F32","data_offsets":[0,0]}}                     | 0  | a: expected dtype, shape and data_offsets, got no shape
            no type            | {"a":{"shape":[0],"data_offsets":[0,0]}}                       | 0  | a: expected dtype, shape and data_offsets, got no dtype
            one offset         | {"a":{"dtype":"F32","shape":[0],"data_offsets":[0]}}           | 0  | a: expected dtype, shape and data_offsets, got no two data_offsets
            three offsets      | {"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0,0]}}       | 0  | a: data_offsets: expected at most 2 integers, got more
            another field      | {"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"x":{}}}  | 0  | a: expected dtype, shape and data_offsets, got 'x'
            another type       | {"a":{"dtype":"F8_E5M2","shape":[1],"data_offsets":[0,1]}}     | 1  | a: dtype: expected one of [F64, F32, F16, BF16, I64, U64, I32, U32, I16, U16, I8, U8, BOOL], got 'F8_E5M2'; save it as float32
            a type in lower case | {"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}       | 4  | a: dtype: expected one of [F64, F32, F16, BF16, I64, U64, I32, U32, I16, U16, I8, U8, BOOL], got 'f32'; save it as float32
            a type as number   | {"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}            | 4  | a: dtype: expected a word in quotes, got 32
            a negative size    | {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}        | 4  | a: shape: expected integers from 0 to 2^63-1, got -1
            a size of -0       | {"a":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}        | 0  | a: shape: expected integers from 0 to 2^63-1, got -0
            a fraction         | {"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}       | 4  | a: shape: expected a list of integers, got 1.0
            a shape as number  | {"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}           | 4  | a: shape: expected a list of integers, got 1
            a shape in a shape | {"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}       | 4  | a: shape: expected a list of integers, got a list
            too deep           | {"a":{"dtype":"F32","shape":[[[1]]],"data_offsets":[0,4]}}     | 4  | a: shape: expected a list of integers, got a list
            a size of 2^64-2   | {"test":{"dtype":"I32","shape":[2,18446744073709551614],"data_offsets":[0,16]}} | 16 | test: shape: expected integers from 0 to 2^63-1, got 18446744073709551614
            an overflow        | {"test":{"dtype":"I32","shape":[2,9223372036854775807],"data_offsets":[0,16]}}  | 16 | test: shape: expected a product below 2^63, got (2x9223372036854775807)
            an overflow of bytes | {"test":{"dtype":"I32","shape":[4611686018427387904],"data_offsets":[0,0]}}   | 0  | test: shape: expected a product below 2^63, got (4611686018427387904)
            a huge empty axis  | {"a":{"dtype":"U8","shape":[0,4294967296],"data_offsets":[0,0]}} | 0 | a: shape: expected at most 2147483647 numbers, got (0x4294967296)
            a wrong size       | {"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0, 4]}}   | 4  | test: expected 16 bytes for (2x2) of I32, got data_offsets [0, 4]
            offsets reversed   | {"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}          | 1  | a: data_offsets: expected to begin at 0, where the array before it ends, got [1, 0]
            a hole             | {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}} | 3 | b: data_offsets: expected to begin at 1, where the array before it ends, got [2, 3]
            a hole in front    | {"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}          | 2  | a: data_offsets: expected to begin at 0, where the array before it ends, got [1, 2]
            an overlap         | {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}} | 3 | b: data_offsets: expected to begin at 2, where the array before it ends, got [1, 3]
            the same place     | {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} | 2 | b: data_offsets: expected to begin at 2, where the array before it ends, got [0, 2]
            bytes too many     | {"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}   | 50 | expected 16 bytes after the header, as its data_offsets say, got 50
            bytes too few      | {"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}   | 14 | expected 16 bytes after the header, as its data_offsets say, got 14
            far beyond the end | {"a":{"dtype":"U8","shape":[2000000000],"data_offsets":[0,2000000000]}} | 2 | expected 2000000000 bytes after the header, as its data_offsets say, got 2
            a name twice       | {"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}} | 0 | expected a header of JSON, each name once, got another text at character 56
            a field twice      | {"a":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}} | 0 | expected a header of JSON, each name once, got another text at character 26
            metadata twice     | {"__metadata__":{},"__metadata__":{}}                          | 0  | expected a header of JSON, each name once, got another text at character 33
            a word twice       | {"__metadata__":{"a":"","a":""}}                               | 0  | expected a header of JSON, each name once, got another text at character 27
            metadata a list    | {"__metadata__":[]}                                            | 0  | __metadata__: expected an object of words, got a list
            a number as word   | {"__metadata__":{"epoch":3}}                                   | 0  | __metadata__.epoch: expected a word in quotes, got 3
            a number of 2000 digits | {"a":{"dtype":"U8","shape":[{digits}],"data_offsets":[0,0]}} | 0 | expected a header of JSON, each name once, got another text
            a long word        | {"a":"{digits}"}                                               | 0  | a: expected an object of dtype, shape and data_offsets, got '999999999999999999999999999999999999999999999999999999999999...'
            """)
    void a_header_that_is_wrong_is_refused_in_words(String row, String header, int bytes, String message) {
        String text = header.replace("{s}", " ").replace("{digits}", "9".repeat(2_000));

        refused(file(text, new byte[bytes])).hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an empty file          |                           | expected 8 bytes that say how long the header is, got a file of 0
            a length cut short     | 3c000000000000            | expected 8 bytes that say how long the header is, got a file of 7
            a length alone         | 3c00000000000000          | expected a header of 60 bytes, got a file of 8
            one byte short         | 03000000000000007b7d      | expected a header of 3 bytes, got a file of 10
            no header              | 0000000000000000          | expected a header that begins with {, got an empty one
            a length that is too large | 3c00000000ffffff7b7d  | expected a safetensors header of at most 100000000 bytes, got 18446742974197923900; is it a safetensors file?
            a byte more than allowed   | 01e1f505000000007b7d  | expected a safetensors header of at most 100000000 bytes, got 100000001; is it a safetensors file?
            the longest allowed        | 00e1f505000000007b7d  | expected a header of 100000000 bytes, got a file of 10
            not UTF-8              | 0100000000000000ff        | expected a header that begins with {, got byte 255
            not UTF-8 in a name    | 06000000000000007b22ff223a7d | expected a header in UTF-8, got other bytes
            half a character       | 04000000000000007b22e282  | expected a header in UTF-8, got other bytes
            UTF-16                 | 04000000000000007b007d00  | expected a header of JSON, each name once, got another text at character 2
            a zip archive          | 504b0304140000000800      | expected a safetensors header of at most 100000000 bytes, got 85966670672; is it a safetensors file?
            """)
    void a_beginning_that_is_wrong_is_refused_in_words(String row, String hex, String message) {
        refused(HexFormat.of().parseHex(hex == null ? "" : hex)).hasMessage(message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "I64, 0100000000002000, 9007199254740993",
        "I64, ffffffffffffdfff, -9007199254740993",
        "I64, 0000000000000080, -9223372036854775808",
        "U64, ffffffffffffffff, 18446744073709551615",
        "U64, 0100000000002000, 9007199254740993",
    })
    void an_integer_that_no_double_holds_is_refused(String type, String hex, String number) {
        String header = "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0,8]}}";

        refused(file(header, HexFormat.of().parseHex(hex)))
                .hasMessage("x: expected integers up to 2^53, got " + number);
    }

    @Test
    void more_arrays_words_or_axes_than_anybody_has_are_refused() {
        String arrays = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "\"" + i + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}")
                .collect(Collectors.joining(",", "{", "}"));
        String words = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "\"" + i + "\":\"\"")
                .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}"));
        String axes = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + "1,".repeat(64) + "1],\"data_offsets\":[0,1]}}";

        refused(file(arrays, new byte[0])).hasMessage("expected at most 100000 arrays, got more");
        refused(file(words, new byte[0])).hasMessage("expected at most 100000 words of metadata, got more");
        refused(file(axes, new byte[1])).hasMessage("a: shape: expected at most 64 integers, got more");
    }

    @Test
    void more_numbers_than_the_heap_holds_are_refused_before_there_is_room_for_one() {
        long heap = Runtime.getRuntime().maxMemory();
        long numbers = Math.min(Integer.MAX_VALUE, heap / 48 + 1);
        String one = "{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
        String header = "{\"a\":" + one.formatted(numbers, 0, numbers) + ",\"b\":"
                + one.formatted(numbers, numbers, 2 * numbers) + "}";
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SafeTensors.read(
                        new ByteArrayInputStream(file(header, new byte[0])), 8 + bytes.length + 2 * numbers))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("expected at most " + heap / 48 + " numbers for a heap of " + (heap >> 20) + " MB, got "
                        + 2 * numbers + "; give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
    }

    private static AbstractThrowableAssert<?, ?> refused(byte[] bytes) {
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
    }
}
