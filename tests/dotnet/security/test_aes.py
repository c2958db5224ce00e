"""`[System.Security.Cryptography.Aes]` and keys of passwords, with published examples."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py import Shell

pytest.importorskip("cryptography")

_HEX = "function Hex($bytes) { [Convert]::ToHexString($bytes).ToLower() }; "
_HEX += "function Bytes($hex) { , [Convert]::FromHexString($hex) }; "
_AES = _HEX + "$aes = [System.Security.Cryptography.Aes]::Create(); "


def output(script: str) -> list[Any]:
    result = Shell().run(script)
    assert [str(error) for error in result.errors] == [] and result.terminated_by is None
    return result.output


def error_ids(script: str) -> list[str]:
    return [error.error_id for error in Shell().run(script).errors]


def test_published_examples() -> None:
    """FIPS 197, appendix C.1, and NIST SP 800-38A, F.2.1."""
    block = "$aes.Key = Bytes '000102030405060708090a0b0c0d0e0f'; $plain = Bytes '00112233445566778899aabbccddeeff'; "
    block += "Hex $aes.EncryptEcb($plain, 'None')"
    assert output(_AES + block) == ["69c4e0d86a7b0430d8cdb78070b4c55a"]
    chain = """$aes.Key = Bytes '2b7e151628aed2a6abf7158809cf4f3c'; $iv = Bytes '000102030405060708090a0b0c0d0e0f'
        $plain = Bytes '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51'
        $made = $aes.EncryptCbc($plain, $iv, 'None'); Hex $made; $aes.KeySize
        (Hex $aes.DecryptCbc($made, $iv, 'None')) -eq (Hex $plain)"""
    assert output(_AES + chain) == ["7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2", 128, True]


@pytest.mark.parametrize("padding", ["PKCS7", "ANSIX923", "ISO10126", "Zeros"])
@pytest.mark.parametrize("count", [1, 15, 16, 40])
def test_there_and_back(padding: str, count: int) -> None:
    script = _AES + f"$aes.Padding = '{padding}'; $data = [byte[]](1..{count}); "
    script += "$made = $aes.CreateEncryptor().TransformFinalBlock($data, 0, $data.Length); $made.Length; "
    script += "$back = $aes.CreateDecryptor($aes.Key, $aes.IV).TransformFinalBlock($made, 0, $made.Length); "
    length = -(-count // 16) * 16 if padding == "Zeros" else count // 16 * 16 + 16
    script += "$back.Length; (Hex $back).StartsWith((Hex $data))"
    assert output(script) == [length, length if padding == "Zeros" else count, True]


def test_streams() -> None:
    script = (
        "using namespace System.Security.Cryptography\n"
        + _AES
        + """
    $memory = [IO.MemoryStream]::new()
    $stream = [CryptoStream]::new($memory, $aes.CreateEncryptor(), [CryptoStreamMode]::Write)
    $writer = [IO.StreamWriter]::new($stream); $writer.Write('größer ' * 100); $writer.Close()
    $stream = [CryptoStream]::new([IO.MemoryStream]::new($memory.ToArray()), $aes.CreateDecryptor(), 'Read')
    [IO.StreamReader]::new($stream).ReadToEnd() -eq 'größer ' * 100
    $memory = [IO.MemoryStream]::new(); $stream = [CryptoStream]::new($memory, $aes.CreateEncryptor(), 'Write')
    $stream.Write([byte[]](1, 2, 3), 0, 3); $memory.Length; $stream.FlushFinalBlock(); $memory.Length
    $stream.HasFlushedFinalBlock
    $all = $memory.ToArray(); $out = [byte[]]::new(16); $back = $aes.CreateDecryptor()
    $back.TransformBlock($all, 0, 16, $out, 0); Hex $back.TransformFinalBlock($all, 0, 0)
    """
    )
    assert output(script) == [True, 0, 16, True, 0, "010203"]


def test_keys_of_passwords() -> None:
    """RFC 6070 has the examples of SHA1."""
    name = "[System.Security.Cryptography.Rfc2898DeriveBytes]"
    made = _HEX + "$salt = [Text.Encoding]::ASCII.GetBytes('salt'); "
    one = f"$k = {name}::new('password', $salt, 4096); (Hex $k.GetBytes(4)) + (Hex $k.GetBytes(16)); "
    one += "$k.Reset(); Hex $k.GetBytes(4); $k.IterationCount"
    assert output(made + one) == ["4b007901b765489abead49d926f721d065a429c1", "4b007901", 4096]
    hashes = f"$k = {name}::new('p', $salt, 10, [System.Security.Cryptography.HashAlgorithmName]::SHA256); "
    hashes += f"(Hex $k.GetBytes(32)) -eq (Hex ({name}::Pbkdf2('p', $salt, 10, 'SHA256', 32)))"
    assert output(made + hashes) == [True]


@pytest.mark.parametrize(
    ("call", "error_id"),
    [
        ("$aes.Key = [byte[]](1, 2)", "ExceptionWhenSetting"),
        ("$aes.KeySize = 100", "ExceptionWhenSetting"),
        ("$aes.CreateEncryptor([byte[]]::new(16), [byte[]]::new(3))", "ArgumentException"),
        ("$aes.DecryptCbc([byte[]](1, 2), $aes.IV)", "CryptographicException"),
        ("$aes.Mode = 'CFB'; $aes.CreateEncryptor()", "CryptographicException"),
        ("$aes.CreateEncryptor($null, $null)", "ArgumentNullException"),
        ("[System.Security.Cryptography.Rfc2898DeriveBytes]::new('a', $null)", "ArgumentNullException"),
        ("[System.Security.Cryptography.Rfc2898DeriveBytes]::new('a', $aes.IV, 0)", "ArgumentOutOfRangeException"),
        ("[System.Security.Cryptography.Rfc2898DeriveBytes]::new('a', $aes.IV, 1, 'X')", "CryptographicException"),
    ],
)
def test_misuse(call: str, error_id: str) -> None:
    assert error_ids(_AES + call) == [error_id]


def test_a_wrong_key() -> None:
    """What it makes of the data seldom ends like a padding; these keys do not happen to make one."""
    script = _AES + "$aes.Key = [byte[]]::new(32); $made = $aes.EncryptCbc([byte[]](1, 2), [byte[]]::new(16)); "
    script += "$aes.Key = [byte[]](1..32); $aes.DecryptCbc($made, [byte[]]::new(16))"
    assert error_ids(script) == ["CryptographicException"]
