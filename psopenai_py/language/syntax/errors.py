"""Errors of syntax: what is wrong, under PowerShell's id for it, and where."""

from __future__ import annotations

from .source import Extent


class ParseErrorItem:
    """One error. `incomplete` tells that more input could still make the text valid."""

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


class ParseError(Exception):
    """A text that is not valid PowerShell; nothing of it was run."""

    def __init__(self, errors: list[ParseErrorItem]) -> None:
        super().__init__(errors)
        self.errors = errors

    @property
    def incomplete(self) -> bool:
        """Whether the text only ends too early: a prompt asks for another line then."""
        return self.errors[0].incomplete

    def __str__(self) -> str:
        return "\n\n".join(str(error) for error in self.errors)


def message_for(error_id: str, *args: str) -> str:
    """The sentence for an error id."""
    known = _MESSAGES.get(error_id)
    if known is None and error_id.endswith("DataSection"):
        known = "A data section holds values and the commands that it allows; this is neither."
    assert known is not None, error_id
    return known.format(*args)


_MESSAGES = {
    "ArrayHasTooManyDimensions": "An array type has at most 32 dimensions.",
    "AttributeArgumentNeedsToBeConstant": "An attribute takes only constants here.",
    "BackgroundOperatorInPipelineChain": "A job in the background cannot be one part of a chain.",
    "BadNumericConstant": "The number {0} does not fit its type.",
    "ConstructorCantHaveReturnType": "A constructor has no return type.",
    "ControlLeavingFinally": "Control cannot leave a finally block.",
    "DuplicateFormalParameter": "The parameter ${0} is declared twice.",
    "DuplicateKeyInHashLiteral": "The key '{0}' is given twice in this hash table.",
    "DuplicateNamedArgument": "The argument '{0}' of the attribute is given twice.",
    "DuplicateQualifier": "'{0}' is given twice.",
    "DuplicateScriptCommandClause": "The block '{0}' is written twice.",
    "EmptyCatchNotLast": "A catch without types must be the last one.",
    "EmptyPipeElement": "A pipeline has an empty element.",
    "EmptyPipelineChainElement": "A pipeline is missing after '{0}'.",
    "EmptyVariableReference": "The braces of ${{}} hold no name.",
    "EnumeratorValueMustBeConstant": "The value of an enum member must be a constant.",
    "EndSquareBracketExpectedAtEndOfAttribute": "A ']' is missing at the end of the type or attribute.",
    "EndSquareBracketExpectedAtEndOfType": "A ']' is missing at the end of the type.",
    "ExceptionTypeAlreadyCaught": "An earlier clause catches [{0}] already.",
    "ExpectedExpression": "An expression is missing after '('.",
    "ExpectedValueExpression": "A value is missing on the right of '{0}'.",
    "ExpressionsMustBeFirstInPipeline": "An expression can only be the first element of a pipeline.",
    "IfStatementMissingCondition": "The condition after '{0} (' is missing.",
    "IncompleteDollarSubexpressionReference": "The ')' that ends '$(' is missing.",
    "IncompleteDollarVariableReference": "The '}}' that ends '${{' is missing.",
    "IncompleteMemberDefinition": "The member of the class is incomplete.",
    "IncompleteString": "The text ends behind a backtick.",
    "InvalidBracedVariableReference": "The name in the braces is not that of a variable.",
    "InvalidForeachFlag": "'foreach' has no parameter '{0}'.",
    "InvalidFunctionParameter": "A parameter's name is missing after its attributes.",
    "InvalidLeftHandSide": "Only a variable, a property or an element can be assigned to.",
    "InvalidParameterForDataSectionStatement": "'data' has no parameter '{0}'.",
    "InvalidSwitchFlag": "'switch' has no parameter '{0}'.",
    "InvalidUnderlyingType": "An enum can rest only on a whole-number type, not on {0}.",
    "InvalidUnicodeEscapeSequence": "The escape `u needs one to six hexadecimal digits in braces.",
    "InvalidUnicodeEscapeSequenceValue": "No character has so large a number.",
    "InvalidValueForUsingItemName": "'{0}' cannot be the name in a using statement.",
    "InvalidVariableReference": "The reference has no variable name.",
    "InvalidVariableReferenceWithDrive": "No name follows the ':'; write ${{name}} to set the name apart.",
    "KeywordParameterReservedForFutureUse": "The parameter '{1}' of '{0}' is not available.",
    "LabelNotFound": "No loop around here has the label '{0}'.",
    "MemberAlreadyDefined": "The member '{0}' is already defined.",
    "MethodHasCodePathNotReturn": "Not every way through the method returns a value.",
    "MissingArgument": "An argument is missing.",
    "MissingArrayIndexExpression": "The index after '[' is missing.",
    "MissingAssemblyNameSpecification": "The assembly's name is missing after ','.",
    "MissingBaseCtorCall": "'base' is missing after ':'.",
    "MissingCatchHandlerBlock": "The block of 'catch' is missing.",
    "MissingCatchOrFinally": "'try' needs a 'catch' or a 'finally'.",
    "MissingColonInTernaryExpression": "The ':' of '? :' is missing.",
    "MissingCurlyBraceInSwitchStatement": "The '{{' of 'switch' is missing.",
    "MissingEndCurlyBrace": "The closing '}}' is missing.",
    "MissingEndParenthesisAfterForeach": "The ')' of 'foreach' is missing.",
    "MissingEndParenthesisAfterStatement": "The ')' of '{0}' is missing.",
    "MissingEndParenthesisInExpression": "The closing ')' of the expression is missing.",
    "MissingEndParenthesisInFunctionParameterList": "The ')' of the parameters is missing.",
    "MissingEndParenthesisInMethodCall": "The ')' of the method call is missing.",
    "MissingEndParenthesisInSubexpression": "The ')' of the sub-expression is missing.",
    "MissingEndParenthesisInSwitchStatement": "The ')' of 'switch' is missing.",
    "MissingEndSquareBracket": "The ']' of the index is missing.",
    "MissingEqualsInHashLiteral": "A '=' is missing after the key of the hash table.",
    "MissingExpression": "An expression is missing after '{0}'.",
    "MissingExpressionAfterKeyword": "The condition of '{0}' is missing.",
    "MissingExpressionAfterOperator": "An expression is missing after the operator '{0}'.",
    "MissingExpressionAfterToken": "An expression is missing after '{0}'.",
    "MissingExpressionInNamedArgument": "The value of the attribute's argument is missing.",
    "MissingFileSpecification": "The file's name is missing after the redirection.",
    "MissingFilenameOption": "The file's name is missing after -File.",
    "MissingFinallyStatementBlock": "The block of 'finally' is missing.",
    "MissingForeachExpression": "The values after 'in' are missing.",
    "MissingForeachStatement": "The block of 'foreach' is missing.",
    "MissingFunctionBody": "The body of the function is missing.",
    "MissingInInForeach": "'in' is missing after the variable of 'foreach'.",
    "MissingLoopStatement": "The block of '{0}' is missing.",
    "MissingMethodParameterList": "The '(' of the parameters is missing.",
    "MissingNameAfterKeyword": "A name is missing after '{0}'.",
    "MissingNamedBlocks": "'{0}' is outside of the named blocks; beside them nothing else is allowed.",
    "MissingNamedStatementBlock": "The block of '{0}' is missing.",
    "MissingNamespaceAlias": "The value after '=' is missing.",
    "MissingEqualsInUsingAlias": "The '=' of the alias is missing.",
    "MissingOpenParenthesisAfterKeyword": "A '(' is missing after '{0}'.",
    "MissingOpenParenthesisInIfStatement": "A '(' is missing after '{0}'.",
    "MissingPropertyName": "The member's name is missing.",
    "MissingPropertyTerminator": "A new line or a ';' is missing after the property.",
    "MissingStatementAfterKeyword": "The block of '{0}' is missing.",
    "MissingStatementBlock": "The block of '{0}' is missing.",
    "MissingStatementBlockAfterElse": "The block of 'else' is missing.",
    "MissingStatementBlockForDataSection": "The block of 'data' is missing.",
    "MissingStatementInHashLiteral": "The value of the key is missing.",
    "MissingStatementTerminator": "A new line or a ';' is missing.",
    "MissingSwitchConditionExpression": "A condition is missing in 'switch'.",
    "MissingSwitchStatementClause": "The block of the switch clause is missing.",
    "MissingTerminatorMultiLineComment": "The '#>' that ends the comment is missing.",
    "MissingThrottleLimit": "The value of -ThrottleLimit is missing.",
    "MissingTrapStatement": "The block of 'trap' is missing.",
    "MissingTryStatementBlock": "The block of 'try' is missing.",
    "MissingTypeBody": "The body of the {0} is missing.",
    "MissingTypeLiteralToken": "A type is missing after ','.",
    "MissingTypename": "A type's name is missing after '['.",
    "MissingUnicodeEscapeSequenceTerminator": "The '}}' of the `u escape is missing.",
    "MissingUsingItemName": "The name in the using statement is missing.",
    "MissingUsingStatementDirective": "'using' needs namespace, module or assembly.",
    "MissingValueForSupportedCommandInDataSectionStatement": "The command's name is missing.",
    "MissingVariableNameAfterForeach": "The variable of 'foreach' is missing.",
    "MissingWhileOrUntilInDoWhile": "'while' or 'until' is missing after the block of 'do'.",
    "MultipleSwitchDefaultClauses": "'switch' has more than one default clause.",
    "MultipleTypeConstraintsOnMethodParam": "A method's parameter has one type only.",
    "NamedBlockNotAllowedInMethod": "A method has no named blocks.",
    "NonStaticMemberAccessInStaticMember": "A static member has no ${0}.",
    "NonVoidMethodMissingReturnValue": "The method must return a value.",
    "OnlyOneParameterListAllowed": "The function has its parameters in parentheses already.",
    "OpenBraceNeedsToBeBackTickedInVariableName": "A '{{' in a variable's name needs a backtick.",
    "OperatorRequiresVariableOrProperty": "'{0}' works only on a variable or a property.",
    "OrderedAttributeOnlyOnHashLiteralNode": "[{0}] goes only in front of a hash table literal.",
    "ParamBlockNotAllowedInMethod": "A method has no param block.",
    "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock": "An attribute takes only constants and script blocks.",
    "ParameterRequiresArgument": "The parameter '{0}' needs a value.",
    "PipelineValueRequired": "The value of 'switch' is missing.",
    "RedirectionNotSupported": "The redirection '{0}' is not supported.",
    "ReservedKeywordNotAllowed": "The word '{0}' is reserved.",
    "ScriptTooComplicated": "The text is nested too deeply.",
    "SealedBaseClass": "No class can derive from {0}.",
    "SplattingNotPermitted": "@{0} passes arguments to a command; write ${0} for the value.",
    "SplattingNotPermittedInArgumentList": "@{0} cannot be one value of a list; write ${0}.",
    "StreamAlreadyRedirected": "The stream is redirected already.",
    "TerminatorExpectedAtEndOfString": "The text has no end: a {0} is missing.",
    "TooManyDigitsInUnicodeEscapeSequence": "The `u escape has more than six digits.",
    "TooManyTypes": "The member has more than one type.",
    "TypeNameExpected": "A type's name is missing after ':'.",
    "TypeNotAllowedBeforeParam": "The type {0} cannot stand before param.",
    "TypeNotAllowedBeforeStatement": "The type {0} cannot stand before this statement.",
    "TypeNotFound": "The type [{0}] does not exist.",
    "UnexpectedAttribute": "The attribute {0} is not allowed here.",
    "UnexpectedCharactersAfterHereStringHeader": "Nothing may follow the start of a here-string on its line.",
    "UnexpectedKeyword": "The keyword '{0}' is not allowed here.",
    "UnexpectedToken": "'{0}' is not expected here.",
    "UnexpectedUnaryOperator": "'{0}' is not expected here.",
    "UnrecognizedToken": "This character is not expected here.",
    "UsingMustBeAtStartOfScript": "using must stand before all other statements.",
    "VariableNotLocal": "The variable is not assigned in the method.",
    "VoidTypeConstraintNotAllowed": "A variable cannot be of type void.",
    "VoidMethodHasReturn": "A method of type void returns no value.",
    "WhitespaceBeforeHereStringFooter": "Blanks stand before the end of the here-string.",
    "WorkflowNotSupportedInPowerShellCore": "Workflows are not supported.",
}
