"""``[System.Text.Encoding]``, and the encodings that ``-Encoding`` parameters name."""

from __future__ import annotations

import codecs

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import ByteArray
from ..model.exceptions import not_null, null_argument
from ..model.registry import register
from ..model.types import DotNetType, Value
from .strings import chars_of


class Encoding:
    """A character encoding. What cannot be encoded or decoded is replaced, as .NET does; nothing fails."""

    __slots__ = ("code_page", "codec", "dotnet_type", "name", "preamble", "web_name")

    def __init__(
        self, codec: str, web_name: str, name: str, code_page: int, type_: DotNetType, preamble: bytes = b""
    ) -> None:
        self.codec = codec
        self.web_name = web_name
        self.name = name
        self.code_page = code_page
        self.dotnet_type = type_
        self.preamble = preamble  # the byte order mark that a new file starts with

    def encode(self, text: str) -> bytes:
        """The bytes of a text, without the preamble."""
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError:
            joined = text.encode("utf-16-le", "surrogatepass").decode(
                "utf-16-le", "replace"
            )  # surrogate pairs become one character
            return joined.encode(self.codec, "replace")

    def decode(self, data: bytes) -> str:
        return data.decode(self.codec, "replace")

    def __str__(self) -> str:
        return self.dotnet_type.full_name

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Encoding):
            return NotImplemented
        return (self.codec, self.preamble) == (other.codec, other.preamble)

    def __hash__(self) -> int:
        return hash((self.codec, self.preamble))


ENCODING = register(DotNetType("System.Text.Encoding", base=OBJECT, interfaces=("System.ICloneable",)))


def _subtype(name: str, base: DotNetType = ENCODING) -> DotNetType:
    return register(DotNetType(f"System.Text.{name}", base=base))


_UTF8_TYPE = _subtype("UTF8Encoding")
_UTF8_SEALED = _subtype("UTF8Encoding+UTF8EncodingSealed", _UTF8_TYPE)
_ASCII_TYPE = _subtype("ASCIIEncoding")
_UNICODE_TYPE = _subtype("UnicodeEncoding")
_UTF32_TYPE = _subtype("UTF32Encoding")
_LATIN1_TYPE = _subtype("Latin1Encoding")
_CODE_PAGE_TYPE = _subtype("SBCSCodePageEncoding")

_UTF8_PARTS = ("utf-8", "utf-8", "Unicode (UTF-8)", 65001)
UTF8 = Encoding(*_UTF8_PARTS, _UTF8_SEALED, codecs.BOM_UTF8)
UTF8_NO_BOM = Encoding(*_UTF8_PARTS, _UTF8_TYPE)
ASCII = Encoding("ascii", "us-ascii", "US-ASCII", 20127, _subtype("ASCIIEncoding+ASCIIEncodingSealed", _ASCII_TYPE))
UNICODE = Encoding("utf-16-le", "utf-16", "Unicode", 1200, _UNICODE_TYPE, codecs.BOM_UTF16_LE)
BIG_ENDIAN_UNICODE = Encoding("utf-16-be", "utf-16BE", "Unicode (Big-Endian)", 1201, _UNICODE_TYPE, codecs.BOM_UTF16_BE)
UTF32 = Encoding("utf-32-le", "utf-32", "Unicode (UTF-32)", 12000, _UTF32_TYPE, codecs.BOM_UTF32_LE)
BIG_ENDIAN_UTF32 = Encoding(
    "utf-32-be", "utf-32BE", "Unicode (UTF-32 Big-Endian)", 12001, _UTF32_TYPE, codecs.BOM_UTF32_BE
)
LATIN1 = Encoding(
    "latin-1",
    "iso-8859-1",
    "Western European (ISO)",
    28591,
    _subtype("Latin1Encoding+Latin1EncodingSealed", _LATIN1_TYPE),
)

_BY_PARAMETER = {
    "ascii": ASCII,
    "ansi": UTF8_NO_BOM,
    "bigendianunicode": BIG_ENDIAN_UNICODE,
    "bigendianutf32": BIG_ENDIAN_UTF32,
    "default": UTF8_NO_BOM,
    "oem": UTF8_NO_BOM,
    "string": UNICODE,
    "unicode": UNICODE,
    "unknown": UNICODE,
    "utf8": UTF8_NO_BOM,
    "utf8bom": UTF8,
    "utf8nobom": UTF8_NO_BOM,
    "utf32": UTF32,
}
#: the names that completion offers for -Encoding
PARAMETER_NAMES = (
    "ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf8", "utf8BOM", "utf8NoBOM", "utf32",
)  # fmt: skip
_BY_NAME = {
    "utf-8": UTF8,
    "us-ascii": ASCII,
    "ascii": ASCII,
    "utf-16": UNICODE,
    "utf-16le": UNICODE,
    "unicode": UNICODE,
    "utf-16be": BIG_ENDIAN_UNICODE,
    "utf-32": UTF32,
    "utf-32le": UTF32,
    "utf-32be": BIG_ENDIAN_UTF32,
    "iso-8859-1": LATIN1,
    "latin1": LATIN1,
}
_BY_CODE_PAGE = {
    each.code_page: each for each in (UTF8, ASCII, UNICODE, BIG_ENDIAN_UNICODE, UTF32, BIG_ENDIAN_UTF32, LATIN1)
}


def parameter_encoding(name: str) -> Encoding | None:
    """The encoding for the value of an ``-Encoding`` parameter: PowerShell's names, code page numbers, .NET's names."""
    found = _BY_PARAMETER.get(name.lower())
    if found is not None:
        return found
    try:
        return get_encoding(name)
    except NetException:
        return None


def get_encoding(name: str | int) -> Encoding:
    """The encoding with that name or code page; raises ArgumentException or NotSupportedException."""
    text = str(name).strip()
    known = _BY_CODE_PAGE.get(int(text)) if text.isdecimal() else _BY_NAME.get(text.lower())
    if known is not None:
        return known
    if text == "0":
        return UTF8_NO_BOM
    try:
        info = codecs.lookup(f"cp{text}" if text.isdecimal() else text)
    except (LookupError, ValueError):  # ValueError: a name with a null character
        info = None
    if info is None or not _is_text(info):
        kind = "System.NotSupportedException" if text.isdecimal() else "System.ArgumentException"
        raise NetException(kind, f"'{name}' is not a supported encoding name.")
    number = info.name.removeprefix("cp")
    page = int(number) if number.isdecimal() else 0
    web = f"windows-{page}" if 1250 <= page <= 1258 else info.name
    return Encoding(info.name, web, web, page, _CODE_PAGE_TYPE)


def _is_text(info: codecs.CodecInfo) -> bool:
    """Whether a codec encodes text; Python also has codecs from bytes to bytes (base64)."""
    try:
        return isinstance("".encode(info.name), bytes)
    except LookupError:
        return False


#: longer marks first: that of UTF-32 starts with that of UTF-16
_MARKED = (UTF32, BIG_ENDIAN_UTF32, UTF8, UNICODE, BIG_ENDIAN_UNICODE)


def detect(start: bytes, otherwise: Encoding = UTF8_NO_BOM) -> tuple[Encoding, int]:
    """The encoding that the byte order mark at the start of a file means, and the length of the mark."""
    for each in _MARKED:
        if start.startswith(each.preamble):
            return each, len(each.preamble)
    return otherwise, 0


def decode_file(data: bytes, otherwise: Encoding = UTF8_NO_BOM) -> str:
    """Decode a file: by its byte order mark, which is removed, or else in the encoding given."""
    encoding, mark = detect(data, otherwise)
    return encoding.decode(data[mark:] if mark else data)


# -- members ----------------------------------------------------------------------------------------------------------

for _name, _each in {
    "UTF8": UTF8,
    "ASCII": ASCII,
    "Unicode": UNICODE,
    "BigEndianUnicode": BIG_ENDIAN_UNICODE,
    "UTF32": UTF32,
    "Latin1": LATIN1,
    "Default": UTF8_NO_BOM,
}.items():
    ENCODING.static_prop(_name, "System.Text.Encoding")(lambda each=_each: each)
ENCODING.static("GetEncoding", "string", returns="System.Text.Encoding")(get_encoding)
ENCODING.static("GetEncoding", "int", returns="System.Text.Encoding")(get_encoding)


@ENCODING.static("Convert", "System.Text.Encoding", "System.Text.Encoding", "byte[]", returns="byte[]")
def _convert_bytes(source: Encoding, target: Encoding, data: bytes) -> ByteArray:
    for argument, name in ((source, "srcEncoding"), (target, "dstEncoding"), (data, "bytes")):
        not_null(argument, name)
    return ByteArray(target.encode(source.decode(data)))


ENCODING.prop("BodyName", "string")(lambda encoding: encoding.web_name)
ENCODING.prop("EncodingName", "string")(lambda encoding: encoding.name)
ENCODING.prop("HeaderName", "string")(lambda encoding: encoding.web_name)
ENCODING.prop("WebName", "string")(lambda encoding: encoding.web_name)
ENCODING.prop("IsSingleByte", "bool")(lambda encoding: encoding.codec[:3] != "utf")
ENCODING.prop("CodePage", "int")(lambda encoding: encoding.code_page)


@ENCODING.method("GetBytes", "string", returns="byte[]")
@ENCODING.method("GetBytes", "char[]", returns="byte[]")
def _get_bytes(encoding: Encoding, text: Value) -> ByteArray:
    not_null(text, "chars")
    return ByteArray(encoding.encode(text if isinstance(text, str) else "".join(text)))


@ENCODING.method("GetString", "byte[]", returns="string")
@ENCODING.method("GetString", "byte[]", "int", "int", returns="string")
def _get_string(encoding: Encoding, data: bytes | None, start: int = 0, count: int | None = None) -> str:
    if data is None:
        raise null_argument("bytes")
    end = len(data) if count is None else start + count
    if start < 0 or end < start or end > len(data):
        raise NetException("System.ArgumentOutOfRangeException", "The range lies outside the bytes.")
    return encoding.decode(bytes(memoryview(data)[start:end]))


@ENCODING.method("GetByteCount", "string", returns="int")
@ENCODING.method("GetByteCount", "char[]", returns="int")
def _byte_count(encoding: Encoding, text: Value) -> int:
    return len(_get_bytes(encoding, text))


ENCODING.method("GetChars", "byte[]", returns="char[]")(lambda encoding, data: chars_of(_get_string(encoding, data)))
ENCODING.method("GetCharCount", "byte[]", returns="int")(
    lambda encoding, data: len(chars_of(_get_string(encoding, data)))
)
ENCODING.method("GetPreamble", returns="byte[]")(lambda encoding: ByteArray(encoding.preamble))
ENCODING.method("GetMaxByteCount", "int", returns="int")(
    lambda encoding, count: (count + 1) * {"utf-8": 3, "utf-32-le": 4, "utf-32-be": 4}.get(encoding.codec, 2)
)
ENCODING.method("ToString", returns="string")(str)

_UTF8_TYPE.constructor()(lambda: UTF8_NO_BOM)
_UTF8_TYPE.constructor("bool")(lambda mark: Encoding(*_UTF8_PARTS, _UTF8_TYPE, codecs.BOM_UTF8 if mark else b""))
_UTF8_TYPE.constructor("bool", "bool")(
    lambda mark, strict: Encoding(*_UTF8_PARTS, _UTF8_TYPE, codecs.BOM_UTF8 if mark else b"")
)
_ASCII_TYPE.constructor()(lambda: ASCII)
_UNICODE_TYPE.constructor()(lambda: UNICODE)
_UNICODE_TYPE.constructor("bool", "bool")(lambda big, mark: _variant(UNICODE, BIG_ENDIAN_UNICODE, big, mark))
_UTF32_TYPE.constructor()(lambda: UTF32)
_UTF32_TYPE.constructor("bool", "bool")(lambda big, mark: _variant(UTF32, BIG_ENDIAN_UTF32, big, mark))


def _variant(little: Encoding, big: Encoding, big_endian: bool, mark: bool) -> Encoding:
    like = big if big_endian else little
    if mark:
        return like
    return Encoding(like.codec, like.web_name, like.name, like.code_page, like.dotnet_type)
