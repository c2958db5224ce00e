"""Which module of this package declares which types; a test holds it against the modules.

Keys are lower-case full names and accelerators. The types of `core` are loaded from the start and need no row.
"""

from __future__ import annotations

from .enum_names import ENUMS
from .exception_tree import EXCEPTION_BASES

CATALOG: dict[str, str] = {}


def _rows(module: str, *names: str) -> None:
    for name in names:
        CATALOG[name.lower()] = module


_rows(
    "dotnet.model.interfaces",
    "System.Collections.IEnumerable",
    "System.Collections.IEnumerator",
    "System.Collections.IDictionaryEnumerator",
    "System.Collections.ICollection",
    "System.Collections.IList",
    "System.Collections.IDictionary",
    "System.Collections.IComparer",
    "System.Collections.IEqualityComparer",
    "System.Collections.Specialized.IOrderedDictionary",
    "System.IComparable",
    "System.IConvertible",
    "System.IFormattable",
    "System.IFormatProvider",
    "System.ICloneable",
    "System.IDisposable",
)
_rows("dotnet.model.enumerables", "System.Collections.DictionaryEntry")
_rows(
    "dotnet.collections.hashtable",
    "hashtable",
    "ordered",
    "System.Collections.Hashtable",
    "System.Collections.Specialized.OrderedDictionary",
    "System.Management.Automation.OrderedHashtable",
)
_rows("dotnet.collections.lists", "System.Collections.ArrayList", "System.Collections.Specialized.StringCollection")
_rows("dotnet.collections.queues", "System.Collections.Queue", "System.Collections.Stack")
_rows("dotnet.collections.tuples", "System.Tuple", "System.ValueTuple")
_rows("dotnet.model.generic", "System.Action")
_rows("dotnet.model.known_enums", *ENUMS)
_rows(
    "dotnet.time.datetime", "datetime", "System.DateTime", "System.DateTimeKind", "System.Globalization.DateTimeStyles"
)
_rows("dotnet.time.datetimeoffset", "datetimeoffset", "System.DateTimeOffset")
_rows("dotnet.time.timespan", "timespan", "System.TimeSpan")
_rows(
    "dotnet.regex.regex",
    "regex",
    "System.Text.RegularExpressions.Regex",
    "System.Text.RegularExpressions.RegexOptions",
    "System.Text.RegularExpressions.MatchEvaluator",
)
_rows(
    "dotnet.regex.match",
    "System.Text.RegularExpressions.Match",
    "System.Text.RegularExpressions.Group",
    "System.Text.RegularExpressions.Capture",
    "System.Text.RegularExpressions.MatchCollection",
    "System.Text.RegularExpressions.GroupCollection",
    "System.Text.RegularExpressions.CaptureCollection",
)
_rows("dotnet.text.stringbuilder", "System.Text.StringBuilder")
_rows(
    "dotnet.text.encoding",
    "System.Text.Encoding",
    "System.Text.UTF8Encoding",
    "System.Text.ASCIIEncoding",
    "System.Text.UnicodeEncoding",
    "System.Text.UTF32Encoding",
    "System.Text.Latin1Encoding",
    "System.Text.SBCSCodePageEncoding",
    "System.Text.UTF8Encoding+UTF8EncodingSealed",
    "System.Text.ASCIIEncoding+ASCIIEncodingSealed",
    "System.Text.Latin1Encoding+Latin1EncodingSealed",
)
_rows("dotnet.io.paths", "System.IO.Path")
_rows("dotnet.model.exceptions", *EXCEPTION_BASES)
_rows("dotnet.numbers.math", "math", "System.Math")
_rows(
    "dotnet.io.info",
    "System.IO.FileSystemInfo",
    "System.IO.FileInfo",
    "System.IO.DirectoryInfo",
    "System.IO.FileAttributes",
    "System.IO.SearchOption",
)
_rows("dotnet.io.files", "System.IO.File")
_rows("dotnet.io.directories", "System.IO.Directory")
_rows(
    "dotnet.io.streams",
    "System.IO.Stream",
    "System.IO.MemoryStream",
    "System.IO.FileStream",
    "System.IO.SeekOrigin",
    "System.IO.FileMode",
    "System.IO.FileAccess",
    "System.IO.FileShare",
    "System.IO.Compression.CompressionMode",
    "System.IO.Compression.CompressionLevel",
    "System.IO.Compression.GZipStream",
    "System.IO.Compression.DeflateStream",
    "System.IO.Compression.ZLibStream",
)
_rows(
    "dotnet.io.text_io",
    "System.IO.TextReader",
    "System.IO.TextWriter",
    "System.IO.StreamReader",
    "System.IO.StreamWriter",
    "System.IO.StringReader",
    "System.IO.StringWriter",
)
_rows("dotnet.system.guid", "guid", "System.Guid")
_rows("dotnet.system.version", "version", "System.Version")
_rows("dotnet.system.semantic_version", "semver", "System.Management.Automation.SemanticVersion")
_rows("engine.describing.wildcard_type", "wildcardpattern", "System.Management.Automation.WildcardPattern")
_rows("dotnet.net.uri", "uri", "System.Uri")
_rows("dotnet.net.uri", "System.UriBuilder")
_rows(
    "dotnet.system.globalization",
    "cultureinfo",
    "System.Globalization.CultureInfo",
    "System.Globalization.NumberFormatInfo",
    "System.Globalization.TextInfo",
    "System.Globalization.Calendar",
    "System.Globalization.GregorianCalendar",
    "System.StringComparer",
)
_rows("dotnet.system.convert", "System.Convert", "System.BitConverter")
_rows("dotnet.system.environment", "System.Environment", "System.OperatingSystem")
_rows("dotnet.system.random", "System.Random")
_rows("dotnet.model.nulls", "System.DBNull", "System.Management.Automation.Language.NullString", "nullstring")
_rows("dotnet.time.timezone", "System.TimeZoneInfo", "timezoneinfo")
_rows("dotnet.time.dateonly", "System.DateOnly", "System.TimeOnly")
_rows("dotnet.time.stopwatch", "System.Diagnostics.Stopwatch")
_rows(
    "dotnet.security.crypto",
    *(
        f"System.Security.Cryptography.{prefix}{name}"
        for prefix in ("", "HMAC")
        for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")
    ),
    "System.Security.Cryptography.HashAlgorithm",
    "System.Security.Cryptography.HMAC",
    "System.Security.Cryptography.RandomNumberGenerator",
)
_rows("dotnet.system.process", "System.Diagnostics.Process", "System.GC")
_rows(
    "dotnet.model.reflection",
    *(f"System.Reflection.{name}" for name in ("MemberInfo", "PropertyInfo", "MethodInfo")),
)
_rows("dotnet.collections.linq", "System.Linq.Enumerable")
_rows(
    "dotnet.net.addresses",
    "ipaddress",
    "System.Net.IPAddress",
    "System.Net.Sockets.AddressFamily",
    "mailaddress",
    "System.Net.Mail.MailAddress",
)
_rows("dotnet.system.threads", "System.Threading.Thread")
_rows("dotnet.net.web", "System.Net.WebUtility", "System.Web.HttpUtility", "System.Web.HttpQSCollection")
_rows("dotnet.collections.name_values", "System.Collections.Specialized.NameValueCollection")
_rows(
    "engine.members.psmembers",  # a script makes members of them; everything else meets them on objects
    "System.Management.Automation.PSMemberInfo",
    *(
        name
        for kind in ("NoteProperty", "AliasProperty", "ScriptProperty", "ScriptMethod", "PropertySet", "MemberSet")
        for name in (f"System.Management.Automation.PS{kind}", f"ps{kind}")
        if name not in ("psPropertySet", "psMemberSet")
    ),
)
_rows("credentials.net_type", "securestring", "System.Security.SecureString")  # it names the class that carries it
_rows(
    "dotnet.security.credential",
    "pscredential",
    "System.Management.Automation.PSCredential",
    "System.Net.NetworkCredential",
)
_rows("dotnet.security.marshal", "System.Runtime.InteropServices.Marshal", "System.IntPtr")
_rows("dotnet.system.globalization", "System.Globalization.DateTimeFormatInfo")
_rows("dotnet.io.console", "System.Console", "System.IO.TextWriter+SyncTextWriter")
_rows("dotnet.net.web", "System.Net.ServicePointManager", "System.Net.SecurityProtocolType")
