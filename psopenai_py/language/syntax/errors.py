"""Parse errors: what is wrong, with PowerShell's id for it, and where."""

from __future__ import annotations

from ...errors import SYNTAX_ERRORS_SHOWN, PSOpenAIError, more_syntax_errors
from .source import Extent


class ParseErrorItem:
    """One error. It is `incomplete` when more input could still make the text valid."""

    __slots__ = ("error_id", "extent", "incomplete", "message")

    def __init__(self, error_id: str, message: str, extent: Extent, incomplete: bool = False) -> None:
        self.error_id = error_id
        self.message = message
        self.extent = extent
        self.incomplete = incomplete

    @classmethod
    def of(cls, error_id: str, extent: Extent, *args: str, incomplete: bool = False) -> ParseErrorItem:
        """An error with the message that belongs to its id."""
        return cls(error_id, message_for(error_id, *args), extent, incomplete)

    @property
    def line(self) -> int:
        """The 1-based line of the error."""
        return self.extent.line

    @property
    def column(self) -> int:
        """The 1-based column of the error."""
        return self.extent.column

    def __str__(self) -> str:
        line, column = self.extent.source.position(self.extent.start)
        code = self.extent.source.line(line)
        room = max(1, len(code) - column + 1)
        marks = "~" * max(1, min(self.extent.end - self.extent.start, room))
        where = f"{self.extent.file or 'line'}:{line} char:{column}"
        return f"At {where}\n+ {code}\n+ {' ' * (column - 1)}{marks}\n{self.message}"

    def __repr__(self) -> str:
        return f"ParseErrorItem({self.error_id!r}, line={self.line}, column={self.column})"


class ParseError(PSOpenAIError):
    """A script that is not valid PowerShell, with all its `errors`. None of it was run."""

    def __init__(self, errors: list[ParseErrorItem]) -> None:
        super().__init__(errors)
        self.errors = errors

    @property
    def incomplete(self) -> bool:
        """Whether the script only ends too early, so that a prompt asks for another line."""
        return self.errors[0].incomplete

    def __str__(self) -> str:
        shown = [str(error) for error in self.errors[:SYNTAX_ERRORS_SHOWN]]
        if len(self.errors) > SYNTAX_ERRORS_SHOWN:
            shown.append(more_syntax_errors(len(self.errors) - SYNTAX_ERRORS_SHOWN))
        return "\n\n".join(shown)


def message_for(error_id: str, *args: str) -> str:
    """The message of an error id, with its arguments filled in."""
    known = _MESSAGES.get(error_id)
    if known is None and error_id.endswith("DataSection"):
        known = "A data section can hold only values and the commands that it allows."
    assert known is not None, error_id
    return known.format(*args)


_MESSAGES = {
    "ArrayHasTooManyDimensions": "An array type has at most 32 dimensions.",
    "AttributeNotAllowedOnDeclaration": "The attribute {0} is not allowed at a {1}.",
    "BackgroundOperatorInPipelineChain": "The background operator '&' is not allowed inside a pipeline chain.",
    "BadNumericConstant": "The numeric constant {0} is not valid.",
    "ConstructorCantHaveReturnType": "A constructor has no return type.",
    "CannotConvertValue": "The value cannot be converted to the type {0}.",
    "ControlLeavingFinally": "Control cannot leave a finally block.",
    "CustomAttributeTypeNotFound": "The attribute [{0}] does not exist.",
    "CycleInEnumInitializers": "The values of enums refer to each other in a circle.",
    "DuplicateFormalParameter": "The parameter ${0} is declared more than once.",
    "DuplicateKeyInHashLiteral": "The key '{0}' appears twice in this hash table.",
    "DuplicateNamedArgument": "The argument '{0}' of the attribute is given twice.",
    "DuplicateQualifier": "'{0}' is given twice.",
    "DuplicateScriptCommandClause": "The block '{0}' appears twice.",
    "EmptyCatchNotLast": "A catch block without types must be the last one.",
    "EmptyPipeElement": "An empty pipeline element is not allowed.",
    "EmptyPipelineChainElement": "A pipeline is missing after '{0}'.",
    "EmptyVariableReference": "The variable reference ${{}} has no name.",
    "EnumeratorValueMustBeConstant": "The value of an enum member must be a constant.",
    "EnumeratorValueTooLarge": "The value of the enum member is too large for the enum's type.",
    "EndSquareBracketExpectedAtEndOfAttribute": "A ']' is missing at the end of the type or attribute.",
    "EndSquareBracketExpectedAtEndOfType": "A ']' is missing at the end of the type.",
    "ExceptionTypeAlreadyCaught": "An earlier catch block already handles [{0}].",
    "ExpectedExpression": "An expression is missing after '('.",
    "ExpectedValueExpression": "A value is missing after '{0}'.",
    "ExpressionsMustBeFirstInPipeline": "An expression is only allowed as the first element of a pipeline.",
    "IfStatementMissingCondition": "The condition after '{0} (' is missing.",
    "IncompleteDollarSubexpressionReference": "The closing ')' of '$(' is missing.",
    "IncompleteDollarVariableReference": "The closing '}}' of '${{' is missing.",
    "IncompleteMemberDefinition": "The definition of the class member is incomplete.",
    "IncompleteString": "Nothing follows the backtick.",
    "InterfaceNameExpected": "{0} is not an interface; only the first type after ':' can be a class.",
    "InvalidBracedVariableReference": "The name in the braces is not a valid variable name.",
    "InvalidForeachFlag": "'foreach' has no parameter '{0}'.",
    "InvalidFunctionParameter": "A parameter name is missing after the attributes.",
    "InvalidLeftHandSide": "Only variables, properties and elements can be assigned to.",
    "InvalidParameterForDataSectionStatement": "'data' has no parameter '{0}'.",
    "InvalidSwitchFlag": "'switch' has no parameter '{0}'.",
    "InvalidUnderlyingType": "The underlying type of an enum must be an integer type, not {0}.",
    "InvalidUnicodeEscapeSequence": "A `u escape needs one to six hexadecimal digits in braces.",
    "InvalidUnicodeEscapeSequenceValue": "The value of a `u escape cannot be above 10FFFF.",
    "InvalidValueForUsingItemName": "'{0}' cannot be the name in a using statement.",
    "InvalidVariableReference": "The reference has no variable name.",
    "InvalidVariableReferenceWithDrive": "No variable name follows the ':'; use ${{name}} to delimit the name.",
    "KeywordParameterReservedForFutureUse": "The parameter '{1}' of '{0}' is reserved for future use.",
    "LabelNotFound": "No enclosing loop has the label '{0}'.",
    "MemberAlreadyDefined": "The member '{0}' is already defined.",
    "MethodHasCodePathNotReturn": "Not every code path of the method returns a value.",
    "MissingArgument": "An argument is missing.",
    "MissingArrayIndexExpression": "The index after '[' is missing.",
    "MissingAssemblyNameSpecification": "The assembly name is missing after ','.",
    "MissingBaseCtorCall": "'base' is missing after ':'.",
    "MissingCatchHandlerBlock": "The block of 'catch' is missing.",
    "MissingCatchOrFinally": "'try' needs a 'catch' or a 'finally'.",
    "MissingColonInTernaryExpression": "The ':' of '? :' is missing.",
    "MissingCurlyBraceInSwitchStatement": "The '{{' of 'switch' is missing.",
    "MissingEndCurlyBrace": "The closing '}}' is missing.",
    "MissingEndParenthesisAfterForeach": "The ')' of 'foreach' is missing.",
    "MissingEndParenthesisAfterStatement": "The ')' of '{0}' is missing.",
    "MissingEndParenthesisInExpression": "The closing ')' of the expression is missing.",
    "MissingEndParenthesisInFunctionParameterList": "The ')' after the parameters is missing.",
    "MissingEndParenthesisInMethodCall": "The ')' after the arguments of the method is missing.",
    "MissingEndParenthesisInSubexpression": "The ')' of the sub-expression is missing.",
    "MissingEndParenthesisInSwitchStatement": "The ')' of 'switch' is missing.",
    "MissingEndSquareBracket": "The ']' of the index is missing.",
    "MissingEqualsInHashLiteral": "A '=' is missing after the key of the hash table.",
    "MissingExpression": "An expression is missing after '{0}'.",
    "MissingExpressionAfterKeyword": "The condition of '{0}' is missing.",
    "MissingExpressionAfterOperator": "An expression is missing after the operator '{0}'.",
    "MissingExpressionAfterToken": "An expression is missing after '{0}'.",
    "MissingExpressionInNamedArgument": "The value of the attribute's argument is missing.",
    "MissingFileSpecification": "The file name is missing after the redirection.",
    "MissingFilenameOption": "The file name is missing after -File.",
    "MissingFinallyStatementBlock": "The block of 'finally' is missing.",
    "MissingForeachExpression": "The values after 'in' are missing.",
    "MissingForeachStatement": "The block of 'foreach' is missing.",
    "MissingFunctionBody": "The body of the function is missing.",
    "MissingInInForeach": "'in' is missing after the variable of 'foreach'.",
    "MissingLoopStatement": "The block of '{0}' is missing.",
    "MissingMethodParameterList": "The '(' of the parameters is missing.",
    "MissingNameAfterKeyword": "A name is missing after '{0}'.",
    "MissingNamedBlocks": "'{0}' is not allowed here: a script block with named blocks has no other statements.",
    "MissingNamedStatementBlock": "The block of '{0}' is missing.",
    "MissingNamespaceAlias": "The value after '=' is missing.",
    "MissingEqualsInUsingAlias": "The '=' of the alias is missing.",
    "MissingOpenParenthesisAfterKeyword": "A '(' is missing after '{0}'.",
    "MissingOpenParenthesisInIfStatement": "A '(' is missing after '{0}'.",
    "MissingPropertyName": "The member name is missing.",
    "MissingPropertyTerminator": "A new line or a ';' is missing after the property.",
    "MissingStatementAfterKeyword": "The block of '{0}' is missing.",
    "MissingStatementBlock": "The block of '{0}' is missing.",
    "MissingStatementBlockAfterElse": "The block of 'else' is missing.",
    "MissingStatementBlockForDataSection": "The block of 'data' is missing.",
    "MissingStatementInHashLiteral": "The value of the key is missing.",
    "MissingStatementTerminator": "A new line or a ';' is missing.",
    "MissingSwitchConditionExpression": "A condition of 'switch' is missing.",
    "MissingSwitchStatementClause": "The block of the switch clause is missing.",
    "MissingTerminatorMultiLineComment": "The '#>' that ends the comment is missing.",
    "MissingThis": "'{0}' is a property of the class; write $this.{0}.",
    "MissingThrottleLimit": "The value of -ThrottleLimit is missing.",
    "MissingTrapStatement": "The block of 'trap' is missing.",
    "MissingTryStatementBlock": "The block of 'try' is missing.",
    "MissingTypeBody": "The body of the {0} is missing.",
    "MissingTypeInStaticPropertyAssignment": "The name is a static property of the class; write {0}.",
    "MissingTypeLiteralToken": "A type is missing after ','.",
    "MissingTypename": "The type name is missing after '['.",
    "MissingUnicodeEscapeSequenceTerminator": "The '}}' of the `u escape is missing.",
    "MissingUsingItemName": "The name in the using statement is missing.",
    "MissingUsingStatementDirective": "'using' needs namespace, module or assembly.",
    "MissingValueForSupportedCommandInDataSectionStatement": "The command's name is missing.",
    "MissingVariableNameAfterForeach": "The variable of 'foreach' is missing.",
    "MissingWhileOrUntilInDoWhile": "'while' or 'until' is missing after the block of 'do'.",
    "MultipleSwitchDefaultClauses": "'switch' has more than one default clause.",
    "MultipleTypeConstraintsOnMethodParam": "A parameter of a method can have only one type.",
    "NamedBlockNotAllowedInMethod": "A method cannot have named blocks.",
    "NonStaticMemberAccessInStaticMember": "${0} cannot be used in a static member.",
    "NonVoidMethodMissingReturnValue": "The method must return a value.",
    "OnlyOneParameterListAllowed": "The function already has parameters in parentheses.",
    "OpenBraceNeedsToBeBackTickedInVariableName": "A '{{' in a variable name must be escaped with a backtick.",
    "OperatorRequiresVariableOrProperty": "'{0}' can only be used with a variable or a property.",
    "OrderedAttributeOnlyOnHashLiteralNode": "[{0}] is only allowed before a hash table literal.",
    "ParamBlockNotAllowedInMethod": "A method cannot have a param block.",
    "ParameterAttributeArgumentNeedsToBeConstant": "An attribute of a class or of its members takes only constants.",
    "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock": "An attribute takes only constants and script blocks.",
    "ParameterRequiresArgument": "The parameter '{0}' needs a value.",
    "PipelineValueRequired": "The value of 'switch' is missing.",
    "RedirectionNotSupported": "The redirection '{0}' is not supported.",
    "ReferenceNeedsToBeByItselfInTypeSequence": "[ref] can come only once in a conversion.",
    "ReferenceNeedsToBeLastTypeInTypeConversion": "[ref] must be the only type of a conversion.",
    "ReservedKeywordNotAllowed": "The keyword '{0}' is reserved for future use.",
    "ScriptTooComplicated": "The script is nested too deeply.",
    "SealedBaseClass": "A class cannot derive from the sealed type {0}.",
    "SplattingNotPermitted": "@{0} can only splat the arguments of a command; use ${0} for the value.",
    "SplattingNotPermittedInArgumentList": "@{0} cannot be an element of a list; use ${0}.",
    "StaticConstructorCantHaveParameters": "A static constructor has no parameters.",
    "StreamAlreadyRedirected": "The stream is redirected already.",
    "SubtypeArray": "A class cannot derive from the array type {0}.",
    "TerminatorExpectedAtEndOfString": "The string is missing the terminator: {0}.",
    "TooManyDigitsInUnicodeEscapeSequence": "The `u escape has more than six digits.",
    "TooManyTypes": "The class member has more than one type.",
    "TypeNameExpected": "A type name is missing after ':'.",
    "TypeNotAllowedBeforeParam": "The type {0} is not allowed before param.",
    "TypeNotAllowedBeforeStatement": "The type {0} is not allowed before this statement.",
    "TypeNotFound": "The type [{0}] does not exist.",
    "UnexpectedAttribute": "The attribute {0} is not allowed here.",
    "UnexpectedCharactersAfterHereStringHeader": "Nothing may follow the header of a here-string on its line.",
    "UnexpectedKeyword": "The keyword '{0}' is not allowed here.",
    "UnexpectedToken": "Unexpected token '{0}'.",
    "UnexpectedUnaryOperator": "Unexpected operator '{0}'.",
    "UnrecognizedToken": "Unexpected character.",
    "UsingMustBeAtStartOfScript": "A 'using' statement must come before all other statements.",
    "VariableNotLocal": "The variable is not assigned in the method.",
    "VoidTypeConstraintNotAllowed": "A variable cannot have the type void.",
    "VoidMethodHasReturn": "A method of type void cannot return a value.",
    "WhitespaceBeforeHereStringFooter": "White space is not allowed before the terminator of a here-string.",
    "WorkflowNotSupportedInPowerShellCore": "Workflows are not supported.",
}
