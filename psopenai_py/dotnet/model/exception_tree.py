"""The exception types that are known by name: each line's indentation tells its base."""

from __future__ import annotations

_TREE = """
System.Exception
  System.SystemException
    System.ArgumentException
      System.ArgumentNullException
        System.Management.Automation.PSArgumentNullException
      System.ArgumentOutOfRangeException
        System.Management.Automation.PSArgumentOutOfRangeException
      System.DuplicateWaitObjectException
      System.Globalization.CultureNotFoundException
      System.Text.DecoderFallbackException
      System.Text.EncoderFallbackException
      System.Text.RegularExpressions.RegexParseException
      System.Management.Automation.PSArgumentException
    System.ArithmeticException
      System.DivideByZeroException
      System.NotFiniteNumberException
      System.OverflowException
    System.ArrayTypeMismatchException
    System.BadImageFormatException
    System.FormatException
      System.UriFormatException
    System.IndexOutOfRangeException
    System.InvalidCastException
      System.Management.Automation.PSInvalidCastException
    System.InvalidOperationException
      System.Management.Automation.PSInvalidOperationException
      System.ObjectDisposedException
        System.Management.Automation.PSObjectDisposedException
    System.IO.IOException
      System.IO.DirectoryNotFoundException
      System.IO.DriveNotFoundException
      System.IO.EndOfStreamException
      System.IO.FileNotFoundException
      System.IO.FileLoadException
      System.IO.PathTooLongException
    System.IO.InvalidDataException
    System.Collections.Generic.KeyNotFoundException
    System.MemberAccessException
      System.MissingMemberException
        System.MissingFieldException
        System.MissingMethodException
      System.MethodAccessException
    System.NotImplementedException
      System.Management.Automation.PSNotImplementedException
    System.NotSupportedException
      System.Management.Automation.PSNotSupportedException
      System.PlatformNotSupportedException
    System.NullReferenceException
    System.OperationCanceledException
      System.Threading.Tasks.TaskCanceledException
    System.OutOfMemoryException
    System.RankException
    System.Security.SecurityException
    System.Security.Authentication.AuthenticationException
    System.Security.Cryptography.CryptographicException
    System.StackOverflowException
    System.TimeoutException
    System.TypeLoadException
    System.UnauthorizedAccessException
    System.Xml.XmlException
    System.ComponentModel.Win32Exception
      System.Net.Sockets.SocketException
    System.Management.Automation.RuntimeException
      System.Management.Automation.ActionPreferenceStopException
      System.Management.Automation.CmdletInvocationException
        System.Management.Automation.CmdletProviderInvocationException
        System.Management.Automation.ParameterBindingException
      System.Management.Automation.CommandNotFoundException
        System.Management.Automation.ApplicationFailedException
      System.Management.Automation.ExtendedTypeSystemException
        System.Management.Automation.GetValueException
          System.Management.Automation.GetValueInvocationException
        System.Management.Automation.SetValueException
          System.Management.Automation.SetValueInvocationException
        System.Management.Automation.MethodException
          System.Management.Automation.MethodInvocationException
      System.Management.Automation.MetadataException
        System.Management.Automation.ArgumentTransformationMetadataException
        System.Management.Automation.ParsingMetadataException
        System.Management.Automation.ValidationMetadataException
      System.Management.Automation.ParseException
        System.Management.Automation.IncompleteParseException
      System.Management.Automation.PipelineStoppedException
      System.Management.Automation.ProviderInvocationException
      System.Management.Automation.RemoteException
      System.Management.Automation.ScriptCallDepthException
      System.Management.Automation.ScriptRequiresException
      System.Management.Automation.SessionStateException
        System.Management.Automation.DriveNotFoundException
        System.Management.Automation.ItemNotFoundException
        System.Management.Automation.ProviderNotFoundException
        System.Management.Automation.SessionStateOverflowException
        System.Management.Automation.SessionStateUnauthorizedAccessException
      System.Management.Automation.WildcardPatternException
    System.Management.Automation.JumpException
    Microsoft.PowerShell.Commands.WriteErrorException
    Microsoft.PowerShell.Commands.ServiceCommandException
  System.AggregateException
  System.ApplicationException
  System.InvalidTimeZoneException
  System.Net.Http.HttpRequestException
    Microsoft.PowerShell.Commands.HttpResponseException
  System.Text.Json.JsonException
  Newtonsoft.Json.JsonException
    Newtonsoft.Json.JsonReaderException
    Newtonsoft.Json.JsonSerializationException
  PSOpenAI.APIRequest.APIRequestException
    PSOpenAI.APIRequest.BadRequestException
    PSOpenAI.APIRequest.UnauthorizedException
    PSOpenAI.APIRequest.PermissionDeniedException
    PSOpenAI.APIRequest.NotFoundException
    PSOpenAI.APIRequest.ConflictException
    PSOpenAI.APIRequest.UnprocessableEntityException
    PSOpenAI.APIRequest.RateLimitExceededException
    PSOpenAI.APIRequest.QuotaLimitExceededException
    PSOpenAI.APIRequest.ContentFilteredException
    PSOpenAI.APIRequest.InternalServerErrorException
"""


def _read_tree() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    above: list[str] = []
    for line in _TREE.strip().splitlines():
        name = line.strip()
        depth = (len(line) - len(name)) // 2
        above[depth:] = [name]
        found[name] = above[depth - 1] if depth else None
    return found


#: full name of each exception type to its base's; a base always comes first
EXCEPTION_BASES = _read_tree()
