"""A table of the enums of .NET and PowerShell that scripts use and that no other module declares."""

from __future__ import annotations

from .enums import make_enum

_AUTOMATION = "System.Management.Automation."


def _counted(names: str, start: int = 0) -> dict[str, int]:
    return {name: number for number, name in enumerate(names.split(), start)}


def _numbered(pairs: str) -> dict[str, int]:
    return {name: int(number) for name, number in (pair.split("=") for pair in pairs.split())}


#: by full name: whether it is a flags enum, and its names with their numbers
ENUMS: dict[str, tuple[bool, dict[str, int]]] = {
    "System.DayOfWeek": (False, _counted("Sunday Monday Tuesday Wednesday Thursday Friday Saturday")),
    "System.StringComparison": (
        False,
        _counted(
            "CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal "
            "OrdinalIgnoreCase"
        ),
    ),
    "System.StringSplitOptions": (True, _numbered("None=0 RemoveEmptyEntries=1 TrimEntries=2")),
    "System.MidpointRounding": (
        False,
        _counted("ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity"),
    ),
    "System.UriKind": (False, _counted("RelativeOrAbsolute Absolute Relative")),
    "System.UriComponents": (
        True,
        _numbered("Scheme=1 UserInfo=2 Host=4 Port=8 Path=16 Query=32 Fragment=64 AbsoluteUri=127"),
    ),
    "System.UriHostNameType": (False, _counted("Unknown Basic Dns IPv4 IPv6")),
    "System.PlatformID": (
        False,
        _counted("Win32S Win32Windows Win32NT WinCE Unix Xbox MacOSX Other"),
    ),
    "System.EnvironmentVariableTarget": (False, _counted("Process User Machine")),
    "System.Environment+SpecialFolder": (
        False,
        _numbered(
            "Desktop=0 Programs=2 MyDocuments=5 Personal=5 Favorites=6 MyMusic=13 MyVideos=14 DesktopDirectory=16 "
            "Fonts=20 Templates=21 ApplicationData=26 LocalApplicationData=28 CommonApplicationData=35 System=37 "
            "ProgramFiles=38 MyPictures=39 UserProfile=40"
        ),
    ),
    "System.Base64FormattingOptions": (True, _numbered("None=0 InsertLineBreaks=1")),
    "System.ConsoleColor": (
        False,
        _counted(
            "Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red "
            "Magenta Yellow White"
        ),
    ),
    "System.TypeCode": (
        False,
        _numbered(
            "Empty=0 Object=1 DBNull=2 Boolean=3 Char=4 SByte=5 Byte=6 Int16=7 UInt16=8 Int32=9 UInt32=10 Int64=11 "
            "UInt64=12 Single=13 Double=14 Decimal=15 DateTime=16 String=18"
        ),
    ),
    "System.Globalization.NumberStyles": (
        True,
        _numbered(
            "None=0 AllowLeadingWhite=1 AllowTrailingWhite=2 AllowLeadingSign=4 AllowTrailingSign=8 "
            "AllowParentheses=16 AllowDecimalPoint=32 AllowThousands=64 AllowExponent=128 AllowCurrencySymbol=256 "
            "AllowHexSpecifier=512 AllowBinarySpecifier=1024 Integer=7 HexNumber=515 BinaryNumber=1027 Number=111 "
            "Float=167 Currency=383 Any=511"
        ),
    ),
    "System.Globalization.CalendarWeekRule": (False, _counted("FirstDay FirstFullWeek FirstFourDayWeek")),
    "System.Globalization.UnicodeCategory": (
        False,
        _counted(
            "UppercaseLetter LowercaseLetter TitlecaseLetter ModifierLetter OtherLetter NonSpacingMark "
            "SpacingCombiningMark EnclosingMark DecimalDigitNumber LetterNumber OtherNumber SpaceSeparator "
            "LineSeparator ParagraphSeparator Control Format Surrogate PrivateUse ConnectorPunctuation "
            "DashPunctuation OpenPunctuation ClosePunctuation InitialQuotePunctuation FinalQuotePunctuation "
            "OtherPunctuation MathSymbol CurrencySymbol ModifierSymbol OtherSymbol OtherNotAssigned"
        ),
    ),
    "System.Text.NormalizationForm": (False, _numbered("FormC=1 FormD=2 FormKC=5 FormKD=6")),
    "System.ComponentModel.ListSortDirection": (False, _counted("Ascending Descending")),
    "System.Net.HttpStatusCode": (
        False,
        _numbered(
            "Continue=100 SwitchingProtocols=101 Processing=102 EarlyHints=103 OK=200 Created=201 Accepted=202 "
            "NonAuthoritativeInformation=203 NoContent=204 ResetContent=205 PartialContent=206 MultiStatus=207 "
            "AlreadyReported=208 IMUsed=226 MultipleChoices=300 Ambiguous=300 MovedPermanently=301 Moved=301 "
            "Found=302 Redirect=302 SeeOther=303 RedirectMethod=303 NotModified=304 UseProxy=305 Unused=306 "
            "TemporaryRedirect=307 RedirectKeepVerb=307 PermanentRedirect=308 BadRequest=400 Unauthorized=401 "
            "PaymentRequired=402 Forbidden=403 NotFound=404 MethodNotAllowed=405 NotAcceptable=406 "
            "ProxyAuthenticationRequired=407 RequestTimeout=408 Conflict=409 Gone=410 LengthRequired=411 "
            "PreconditionFailed=412 RequestEntityTooLarge=413 RequestUriTooLong=414 UnsupportedMediaType=415 "
            "RequestedRangeNotSatisfiable=416 ExpectationFailed=417 MisdirectedRequest=421 "
            "UnprocessableEntity=422 UnprocessableContent=422 Locked=423 FailedDependency=424 UpgradeRequired=426 "
            "PreconditionRequired=428 TooManyRequests=429 RequestHeaderFieldsTooLarge=431 "
            "UnavailableForLegalReasons=451 InternalServerError=500 NotImplemented=501 BadGateway=502 "
            "ServiceUnavailable=503 GatewayTimeout=504 HttpVersionNotSupported=505 VariantAlsoNegotiates=506 "
            "InsufficientStorage=507 LoopDetected=508 NotExtended=510 NetworkAuthenticationRequired=511"
        ),
    ),
    _AUTOMATION + "WildcardOptions": (True, _numbered("None=0 Compiled=1 IgnoreCase=2 CultureInvariant=4")),
    _AUTOMATION + "ActionPreference": (
        False,
        _counted("SilentlyContinue Stop Continue Inquire Ignore Suspend Break"),
    ),
    _AUTOMATION + "ConfirmImpact": (False, _counted("None Low Medium High")),
    _AUTOMATION + "ErrorCategory": (
        False,
        _counted(
            "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData "
            "InvalidOperation InvalidResult InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound "
            "OperationStopped OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy "
            "ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError ProtocolError "
            "ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled"
        ),
    ),
    _AUTOMATION + "PSMemberTypes": (
        True,
        _numbered(
            "AliasProperty=1 CodeProperty=2 Property=4 NoteProperty=8 ScriptProperty=16 Properties=31 "
            "PropertySet=32 Method=64 CodeMethod=128 ScriptMethod=256 Methods=448 ParameterizedProperty=512 "
            "MemberSet=1024 Event=2048 Dynamic=4096 InferredProperty=8192 All=16383"
        ),
    ),
    _AUTOMATION + "CommandTypes": (
        True,
        _numbered(
            "Alias=1 Function=2 Filter=4 Cmdlet=8 ExternalScript=16 Application=32 Script=64 Configuration=256 All=383"
        ),
    ),
    _AUTOMATION + "ScopedItemOptions": (
        True,
        _numbered("None=0 ReadOnly=1 Constant=2 Private=4 AllScope=8 Unspecified=16"),
    ),
    _AUTOMATION + "SessionStateEntryVisibility": (False, _counted("Public Private")),
    _AUTOMATION + "PSLanguageMode": (
        False,
        _counted("FullLanguage RestrictedLanguage NoLanguage ConstrainedLanguage"),
    ),
    _AUTOMATION + "WhereOperatorSelectionMode": (False, _counted("Default First Last SkipUntil Until Split")),
    _AUTOMATION + "CompletionResultType": (
        False,
        _counted(
            "Text History Command ProviderItem ProviderContainer Property Method ParameterName ParameterValue "
            "Variable Namespace Type Keyword DynamicKeyword"
        ),
    ),
    _AUTOMATION + "ErrorView": (False, _counted("NormalView CategoryView ConciseView DetailedView")),
    "System.Threading.ApartmentState": (False, _counted("STA MTA Unknown")),
}

for _full_name, (_flags, _members) in ENUMS.items():
    make_enum(_full_name, _members, _flags)
